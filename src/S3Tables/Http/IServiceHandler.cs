namespace Floe.S3Tables.Http;

/// <summary>One of the services behind the port: S3, the S3 Tables API, the Iceberg REST catalog, Floe's own.</summary>
public interface IServiceHandler
{
    Task HandleAsync(ServiceRequest request, CancellationToken cancellationToken);
}
