using Floe.ServiceDefaults.Aws;

namespace Floe.AppHost.Aws;

internal static class AwsServicesExtensions
{
    /// <summary>
    /// Sends a service's S3 and S3 Tables calls to <paramref name="s3tables"/> by the SDKs' own variables: on AWS they are simply not set.
    /// The address is an IP, which makes every SDK address buckets by path; <c>bucket.localhost</c> resolves nowhere.
    /// </summary>
    public static IResourceBuilder<T> WithAwsServices<T>(this IResourceBuilder<T> resource, IResourceBuilder<IResourceWithEndpoints> s3tables)
        where T : IResourceWithEnvironment
    {
        var endpoint = s3tables.GetEndpoint("http");
        var url = ReferenceExpression.Create($"http://{endpoint.Property(EndpointProperty.IPV4Host)}:{endpoint.Property(EndpointProperty.Port)}");
        return resource
            .WithEnvironment(AwsVariables.S3Endpoint, url)
            .WithEnvironment(AwsVariables.S3TablesEndpoint, url)
            .WithEnvironment(AwsVariables.Region, LocalAws.Region)
            .WithEnvironment(AwsVariables.AccessKeyId, LocalAws.AccessKeyId)
            .WithEnvironment(AwsVariables.SecretAccessKey, LocalAws.SecretAccessKey)
            .WithReferenceRelationship(s3tables);
    }

    /// <summary>The same for the AppHost's own calls.</summary>
    public static async Task<AwsSettings> GetAwsSettingsAsync(this IResourceBuilder<IResourceWithEndpoints> s3tables, CancellationToken cancellationToken)
    {
        var endpoint = s3tables.GetEndpoint("http");
        var port = await endpoint.Property(EndpointProperty.Port).GetValueAsync(cancellationToken);
        return LocalAws.At(new($"http://127.0.0.1:{port}"));
    }
}
