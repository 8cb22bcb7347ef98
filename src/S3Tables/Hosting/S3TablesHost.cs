using Floe.ServiceDefaults.Startup;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Floe.S3Tables.Hosting;

/// <summary>
/// A running S3 Tables service in this process: <c>await using var lake = await S3TablesHost.StartAsync();</c> gives one on a free loopback port with a
/// temporary folder that is deleted with it.
/// </summary>
public sealed class S3TablesHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private S3TablesHost(WebApplication app, Uri endpoint)
    {
        _app = app;
        Endpoint = endpoint;
        Options = app.Services.GetRequiredService<S3TablesOptions>();
    }

    /// <summary>Where the service answers, without a trailing path.</summary>
    public Uri Endpoint { get; }

    public S3TablesOptions Options { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="options">Null: a free port and a temporary folder.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="StartupException">The port, the address or the data folder cannot be used.</exception>
    public static async Task<S3TablesHost> StartAsync(S3TablesOptions? options = null, CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "Floe.S3Tables", Args = UnwatchedSettings.Arguments() });
        builder.Logging.ClearProviders();
        builder.AddS3Tables(options ?? new S3TablesOptions { Port = 0 });
        return await StartAsync(builder, cancellationToken);
    }

    /// <summary>Starts a host whose builder has had <c>AddS3Tables</c>, and its own logging and telemetry.</summary>
    /// <exception cref="StartupException">The port, the address or the data folder cannot be used.</exception>
    public static async Task<S3TablesHost> StartAsync(WebApplicationBuilder builder, CancellationToken cancellationToken = default)
    {
        var app = builder.Build();
        try
        {
            app.MapS3Tables();
            await app.StartAsync(cancellationToken);
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
            return new S3TablesHost(app, new Uri(addresses.First()));
        }
        catch (Exception e)
        {
            await app.DisposeAsync();
            if (StartupFailure.Explain(e) is { } message && e is not StartupException) throw new StartupException(message, e);
            throw;
        }
    }

    /// <summary>Completes when the process is told to stop (Ctrl+C, SIGTERM).</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => _app.WaitForShutdownAsync(cancellationToken);

    /// <summary>Lets requests in flight end, then closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
