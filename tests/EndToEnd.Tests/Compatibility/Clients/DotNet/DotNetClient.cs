using Amazon.Runtime;
using Amazon.S3;
using Floe.EndToEnd.Tests.Tools;
using Floe.S3Tables.Client;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

/// <summary>AWSSDK.S3 for S3, and Floe's own client for S3 Tables.</summary>
internal sealed class DotNetClient(Uri endpoint) : IClient
{
    private readonly Dictionary<KeyPair, IAmazonS3> _s3 = [];
    private readonly Dictionary<KeyPair, TablesConnection> _tables = [];
    private readonly Lock _making = new();

    public async Task<ClientAnswer> SendAsync(ClientRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return ClientAnswer.Of(request.Service == "s3"
                ? await S3Operations.RunAsync(S3For(request.Keys), request, cancellationToken)
                : await TablesOperations.RunAsync(TablesFor(request.Keys), request, cancellationToken));
        }
        catch (AmazonS3Exception e)
        {
            return ClientAnswer.Failed(e.ErrorCode, (int)e.StatusCode, e.Message);
        }
        catch (S3TablesException e)
        {
            return ClientAnswer.Failed(e.ErrorCode, (int)e.Status, e.Message);
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var client in _s3.Values) client.Dispose();
        foreach (var connection in _tables.Values) connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private IAmazonS3 S3For(KeyPair keys)
    {
        lock (_making)
        {
            return _s3.TryGetValue(keys, out var made) ? made : _s3[keys] = MakeS3(keys);
        }
    }

    private AmazonS3Client MakeS3(KeyPair keys)
    {
        var client = new AmazonS3Client(new BasicAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey), new AmazonS3Config
        {
            ServiceURL = endpoint.OriginalString,
            AuthenticationRegion = AwsEnvironment.Region,
            ForcePathStyle = true,
            MaxErrorRetry = 0,
        });
        client.BeforeRequestEvent += LeaveOutApiVersion;
        return client;
    }

    /// <summary>The SDK names its API version with multipart uploads, in a header that table buckets refuse.</summary>
    private static void LeaveOutApiVersion(object sender, RequestEventArgs e)
    {
        if (e is WebServiceRequestEventArgs request) request.Headers.Remove("x-amz-api-version");
    }

    private S3TablesClient TablesFor(KeyPair keys)
    {
        lock (_making)
        {
            if (!_tables.TryGetValue(keys, out var made)) _tables[keys] = made = new(endpoint, keys);
            return made.Client;
        }
    }
}
