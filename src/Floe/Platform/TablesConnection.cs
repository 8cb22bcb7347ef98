using Floe.S3Tables.Client;

namespace Floe.Cli.Platform;

/// <summary>The S3 Tables API as a command talks to it.</summary>
internal sealed class TablesConnection : IDisposable
{
    private readonly HttpClient _http;

    private TablesConnection(HttpClient http, S3TablesClient client)
    {
        _http = http;
        Client = client;
    }

    public S3TablesClient Client { get; }

    public static async Task<TablesConnection> OpenAsync(Uri server, CancellationToken cancellationToken)
    {
        var aws = await AwsConnection.FindAsync(server, cancellationToken);
        var http = SignedHttp.Create(aws);
        return new(http, new S3TablesClient(http, aws.S3TablesEndpoint));
    }

    public void Dispose() => _http.Dispose();
}
