using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.Hosting;

/// <summary>Makes the store ready before the server listens.</summary>
internal sealed class StoreStartup(S3Store store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => store.StartAsync();

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
