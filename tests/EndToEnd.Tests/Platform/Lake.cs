using Floe.S3Tables.Hosting;

namespace Floe.EndToEnd.Tests.Platform;

/// <summary>
/// The service that clients are pointed at: one of our own on a free port with a temporary folder, or the one that the variable
/// <c>FLOE_TEST_ENDPOINT</c> names (credentials test/test), to see how another server does.
/// </summary>
internal sealed class Lake : IAsyncDisposable
{
    /// <summary>AWS gives an account ten; scenarios run side by side.</summary>
    private const int EnoughTableBuckets = 1000;

    private readonly S3TablesHost? _host;

    private Lake(Uri endpoint, S3TablesHost? host)
    {
        Endpoint = endpoint;
        _host = host;
    }

    public Uri Endpoint { get; }

    /// <summary>Not one of ours: what it does is no statement about Floe.</summary>
    public bool IsForeign => _host is null;

    public static async Task<Lake> StartAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("FLOE_TEST_ENDPOINT") is { Length: > 0 } foreign) return new(new Uri(foreign), null);
        var host = await S3TablesHost.StartAsync(new S3TablesOptions { Port = 0, Catalog = new() { MaxTableBuckets = EnoughTableBuckets } }, cancellationToken);
        return new(host.Endpoint, host);
    }

    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;
}
