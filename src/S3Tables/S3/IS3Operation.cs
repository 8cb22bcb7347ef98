namespace Floe.S3Tables.S3;

/// <summary>One operation of the S3 API.</summary>
internal interface IS3Operation
{
    Task ExecuteAsync(S3Request request, CancellationToken cancellationToken);
}
