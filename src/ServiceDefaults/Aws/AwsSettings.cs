using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Floe.ServiceDefaults.Startup;
using Microsoft.Extensions.Configuration;

namespace Floe.ServiceDefaults.Aws;

/// <summary>
/// Where S3 and S3 Tables are and who we are to them. The standard AWS variables decide, so that one environment block moves every service,
/// the AWS CLI and the Spark jobs between laptop and cloud, and no service knows of emulators.
/// </summary>
public sealed record AwsSettings
{
    public required string Region { get; init; }

    /// <summary>Null on AWS, where the SDK knows the endpoint of a region.</summary>
    public Uri? S3Endpoint { get; init; }

    public required Uri S3TablesEndpoint { get; init; }

    public required AWSCredentials Credentials { get; init; }

    /// <summary>The Iceberg REST catalog, beside the S3 Tables API (AWS, "Accessing tables using the Amazon S3 Tables Iceberg REST endpoint").</summary>
    public Uri IcebergEndpoint => new($"{S3TablesEndpoint.AbsoluteUri.TrimEnd('/')}/iceberg");

    /// <summary>
    /// Reads the AWS SDKs' own variables (AWS SDKs and Tools Reference, "Settings reference") from configuration, of which the environment is a part;
    /// values laid over it, as the one-process host does, win.
    /// </summary>
    /// <exception cref="StartupException">An endpoint is no URL, half a key pair is set, or no region is known.</exception>
    public static AwsSettings FromConfiguration(IConfiguration configuration)
    {
        var s3 = AwsEndpoints.Find(configuration, AwsVariables.S3Endpoint);
        var tables = AwsEndpoints.Find(configuration, AwsVariables.S3TablesEndpoint);
        var region = AwsRegion.Find(configuration, isNeeded: s3 is null || tables is null);
        return new()
        {
            Region = region,
            S3Endpoint = s3,
            S3TablesEndpoint = tables ?? AwsEndpoints.S3TablesOf(region),
            Credentials = AwsCredentials.Find(configuration),
        };
    }

    /// <summary>A new client; the caller disposes it. Path-style where the endpoint is not Amazon's: no name server knows <c>bucket.localhost</c>.</summary>
    public IAmazonS3 CreateS3()
    {
        var client = new AmazonS3Client(Credentials, S3Endpoint is null
            ? new AmazonS3Config { RegionEndpoint = RegionEndpoint.GetBySystemName(Region) }
            : new AmazonS3Config { ServiceURL = S3Endpoint.AbsoluteUri, AuthenticationRegion = Region, ForcePathStyle = true });
        client.BeforeRequestEvent += LeaveOutApiVersion;
        return client;
    }

    /// <summary>The SDK sends its API version with multipart uploads, and the buckets of S3 Tables refuse that header (<c>S3TablesUnsupportedHeader</c>).</summary>
    private static void LeaveOutApiVersion(object sender, RequestEventArgs e)
    {
        if (e is WebServiceRequestEventArgs request) request.Headers.Remove("x-amz-api-version");
    }
}
