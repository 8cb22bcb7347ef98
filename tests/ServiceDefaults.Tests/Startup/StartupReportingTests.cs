using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Floe.ServiceDefaults.Tests.Startup;

public sealed class StartupReportingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_that_fails_is_thrown_and_not_logged_as_well()
    {
        var log = new LogList();
        await using var app = Service(log, new FailingStart());
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(Token));
        Assert.DoesNotContain(log.Lines, line => line.Contains("Hosting failed to start", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_ends_a_running_service_is_logged()
    {
        var log = new LogList();
        var work = new FailingWork();
        await using var app = Service(log, work);
        await app.StartAsync(Token);
        work.Fail.SetResult();
        await app.WaitForShutdownAsync(Token);
        Assert.Contains(log.Lines, line => line.StartsWith("Error BackgroundService failed", StringComparison.Ordinal));
    }

    private static WebApplication Service(ILoggerProvider log, IHostedService service)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddServiceDefaults();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton(service);
        return builder.Build();
    }

    private sealed class FailingStart : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("cannot start");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class FailingWork : BackgroundService
    {
        public TaskCompletionSource Fail { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Fail.Task;
            throw new InvalidOperationException("broke while running");
        }
    }

    private sealed class LogList : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel} {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }
}
