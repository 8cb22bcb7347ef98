using Amazon.Runtime;
using Floe.ServiceDefaults.Aws;

namespace Floe.AppHost.Aws;

/// <summary>What Floe's S3 Tables service takes when it is not told otherwise.</summary>
internal static class LocalAws
{
    public const string Region = "us-east-1";
    public const string AccessKeyId = "test";
    public const string SecretAccessKey = "test";

    public static AwsSettings At(Uri endpoint) => new()
    {
        Region = Region,
        S3Endpoint = endpoint,
        S3TablesEndpoint = endpoint,
        Credentials = new BasicAWSCredentials(AccessKeyId, SecretAccessKey),
    };
}
