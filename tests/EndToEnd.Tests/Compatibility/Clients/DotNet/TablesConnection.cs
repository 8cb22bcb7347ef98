using Floe.EndToEnd.Tests.Tools;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Signing;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

/// <summary>Floe's S3 Tables client over its own HTTP connection, with one key pair.</summary>
internal sealed class TablesConnection : IDisposable
{
    private readonly HttpClient _http;

    public TablesConnection(Uri endpoint, KeyPair keys)
    {
        var credentials = new AwsCredentials(keys.AccessKeyId, keys.SecretAccessKey);
        _http = new(new SigV4SigningHandler(_ => new(credentials), AwsEnvironment.Region, "s3tables", TimeProvider.System)
        {
            InnerHandler = new SocketsHttpHandler { UseProxy = false },
        });
        Client = new(_http, endpoint);
    }

    public S3TablesClient Client { get; }

    public void Dispose() => _http.Dispose();
}
