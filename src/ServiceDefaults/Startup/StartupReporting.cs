using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Floe.ServiceDefaults.Startup;

internal static class StartupReporting
{
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>
    /// The host logs a failed start with its stack trace and throws it too. Whoever runs the program reports what is thrown, so until the host
    /// has started its own report is left out: a port in use is one line, not forty. What ends a running host is still logged.
    /// </summary>
    public static void AddStartupReporting(this IHostApplicationBuilder builder)
    {
        var state = new StartState();
        builder.Services.AddSingleton<IHostedService>(state);
        builder.Logging.AddFilter(HostCategory, level => level >= LogLevel.Warning && (state.HasStarted || level != LogLevel.Error));
    }

    private sealed class StartState : IHostedLifecycleService
    {
        public bool HasStarted { get; private set; }

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken)
        {
            HasStarted = true;
            return Task.CompletedTask;
        }

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
