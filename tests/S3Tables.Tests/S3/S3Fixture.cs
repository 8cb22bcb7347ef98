using Amazon.Runtime;
using Amazon.S3;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Hosting;

namespace Floe.S3Tables.Tests.S3;

/// <summary>A running service and clients of it, shared by the tests of a class; each test makes its own bucket.</summary>
public sealed class S3Fixture : IAsyncLifetime
{
    private S3TablesHost _host = null!;

    public S3TablesHost Host => _host;

    public AmazonS3Client S3 { get; private set; } = null!;

    /// <summary>Requests signed by Floe's own signer, for what an SDK would not send.</summary>
    public HttpClient Raw { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await S3TablesHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        S3 = NewClient("test", "test");
        Raw = NewRaw("s3");
    }

    public AmazonS3Client NewClient(string key, string secret) => new(new BasicAWSCredentials(key, secret), new AmazonS3Config
    {
        ServiceURL = _host.Endpoint.ToString(),
        AuthenticationRegion = "us-east-1",
        ForcePathStyle = true,
        MaxErrorRetry = 0,
    });

    public HttpClient NewRaw(string service, string secret = "test") => new(new SigV4SigningHandler(_ => ValueTask.FromResult(new AwsCredentials("test", secret)), "us-east-1", service, TimeProvider.System)
    {
        InnerHandler = new SocketsHttpHandler(),
    })
    { BaseAddress = _host.Endpoint };

    public async Task<string> NewBucketAsync()
    {
        var name = $"b-{Guid.NewGuid():N}";
        await S3.PutBucketAsync(name, TestContext.Current.CancellationToken);
        return name;
    }

    public async ValueTask DisposeAsync()
    {
        S3.Dispose();
        Raw.Dispose();
        await _host.DisposeAsync();
    }
}
