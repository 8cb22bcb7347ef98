using Amazon.S3;
using Amazon.S3.Model;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Signing;
using Floe.ServiceDefaults.Aws;

namespace Floe.AppHost.Aws;

/// <summary>The few calls to S3 and S3 Tables that a person would make before submitting a job.</summary>
internal sealed class Lake(AwsSettings aws) : IDisposable
{
    private readonly IAmazonS3 _s3 = aws.CreateS3();
    private readonly HttpClient _http = CreateSigningClient(aws);

    /// <returns>The object's location, as <c>s3://bucket/key</c>.</returns>
    public async Task<string> UploadAsync(string file, string bucket, string key, CancellationToken cancellationToken)
    {
        await EnsureBucketAsync(bucket, cancellationToken);
        await _s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, FilePath = file }, cancellationToken);
        return $"s3://{bucket}/{key}";
    }

    public async Task EnsureTableBucketAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await new S3TablesClient(_http, aws.S3TablesEndpoint).CreateTableBucketAsync(new(name), cancellationToken);
        }
        catch (S3TablesException e) when (e.IsConflict)
        {
            // It is there from an earlier run.
        }
    }

    public void Dispose()
    {
        _s3.Dispose();
        _http.Dispose();
    }

    private async Task EnsureBucketAsync(string bucket, CancellationToken cancellationToken)
    {
        try
        {
            await _s3.PutBucketAsync(bucket, cancellationToken);
        }
        catch (BucketAlreadyOwnedByYouException)
        {
            // It is there from an earlier run.
        }
    }

    public static HttpClient CreateSigningClient(AwsSettings aws) => new(
        new SigV4SigningHandler(_ => CredentialsAsync(aws), aws.Region, "s3tables", TimeProvider.System) { InnerHandler = new SocketsHttpHandler() });

    private static async ValueTask<AwsCredentials> CredentialsAsync(AwsSettings aws)
    {
        var credentials = await aws.Credentials.GetCredentialsAsync();
        return new(credentials.AccessKey, credentials.SecretKey, string.IsNullOrEmpty(credentials.Token) ? null : credentials.Token);
    }
}
