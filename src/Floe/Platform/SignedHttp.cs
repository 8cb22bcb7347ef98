using Floe.S3Tables.Client.Signing;
using Floe.ServiceDefaults.Aws;
using AwsCredentials = Floe.S3Tables.Client.Signing.AwsCredentials;

namespace Floe.Cli.Platform;

/// <summary>An HTTP client whose requests are signed for the service <c>s3tables</c>: its API and its Iceberg REST catalog.</summary>
internal static class SignedHttp
{
    public static HttpClient Create(AwsSettings aws) =>
        new(new SigV4SigningHandler(cancellationToken => CredentialsAsync(aws), aws.Region, "s3tables", TimeProvider.System) { InnerHandler = new SocketsHttpHandler() });

    private static async ValueTask<AwsCredentials> CredentialsAsync(AwsSettings aws)
    {
        var credentials = await aws.Credentials.GetCredentialsAsync();
        return new(credentials.AccessKey, credentials.SecretKey, string.IsNullOrEmpty(credentials.Token) ? null : credentials.Token);
    }
}
