using System.Net;
using Floe.JobService.Api;
using Floe.JobService.Engines.Embedded;
using Floe.JobService.Engines.SparkOperator;
using Floe.JobService.Engines.SparkSubmit;
using Floe.ServiceDefaults.Aws;
using Floe.ServiceDefaults.Startup;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Floe.JobService.Hosting;

/// <summary>A running job service: for the standalone program, the one-process host and tests.</summary>
public sealed class JobServiceHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private JobServiceHost(WebApplication app)
    {
        _app = app;
        Endpoint = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:4581</c>.</summary>
    public Uri Endpoint { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="options">The service's settings.</param>
    /// <param name="configuration">The AWS variables and telemetry settings; null: the environment.</param>
    /// <param name="configure">Adds engines, which go before the embedded one, or replaces services; runs last.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="StartupException">A setting is wrong, the port is in use, or the folder cannot be used.</exception>
    public static async Task<JobServiceHost> StartAsync(
        JobServiceOptions options, IConfiguration? configuration = null, Action<IServiceCollection>? configure = null, CancellationToken cancellationToken = default)
    {
        var app = Build(options, configuration, configure);
        try
        {
            app.Services.GetRequiredService<DataFolder>();
            app.Services.GetRequiredService<Store.IStoreDatabase>().Prepare();
            await app.StartAsync(cancellationToken);
            return new JobServiceHost(app);
        }
        catch (Exception e)
        {
            await app.DisposeAsync();
            if (e is not StartupException && StartupFailure.Explain(e) is { } message) throw new StartupException(message, e);
            throw;
        }
    }

    /// <summary>Completes when the service stops: by signal (Ctrl+C, SIGTERM) or by <see cref="DisposeAsync"/>.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => _app.WaitForShutdownAsync(cancellationToken);

    /// <summary>Brings running jobs to an end (see <see cref="JobServiceOptions.StopGrace"/>) and stops listening. The state is all in the data folder.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _app.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(JobServiceOptions options, IConfiguration? configuration, Action<IServiceCollection>? configure)
    {
        Check(options);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(JobServiceHost).Assembly.GetName().Name, Args = UnwatchedSettings.Arguments() });
        if (configuration is not null) builder.Configuration.AddConfiguration(configuration);
        // One place says where to listen; ASPNETCORE_URLS has been read into the options where it counts.
        builder.WebHost.UseUrls().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Address, options.Port);
            kestrel.Limits.MaxRequestBodySize = BodyForm.MaxBytes;
        });
        QuietLogs(builder.Logging);
        builder.AddJobService(options);
        // The built-in engine last, so that it has SQL jobs which name no engine.
        builder.Services.AddAws(builder.Configuration).AddSparkSubmitEngine(builder.Configuration).AddSparkOperatorEngine(builder.Configuration).AddEmbeddedEngine();
        configure?.Invoke(builder.Services);
        return builder.Build().MapJobService();
    }

    /// <summary>A line for each SQL command and each request would bury those about jobs. The configuration's Logging section still wins.</summary>
    private static void QuietLogs(ILoggingBuilder logging) =>
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("System.Net.Http", LogLevel.Warning)
            // A retried request has its stack trace at each attempt; what comes of it stands in the job.
            .AddFilter("Polly", LogLevel.Error);

    private static void Check(JobServiceOptions options)
    {
        if (!IPAddress.IsLoopback(options.Address) && options.Auth.IsOpen)
        {
            throw new StartupException(
                $"The job service does not listen on {options.Address}: it has no authentication set up, and whoever reaches it can run SQL. "
                + "Set JobService:Auth:ApiKeys or JobService:Auth:Jwt (see docs/jobs.md), or use 127.0.0.1 or ::1.");
        }
        if (options.MaxRunningJobs < 1) throw new StartupException($"JobService:MaxRunningJobs is {options.MaxRunningJobs}. Set it to 1 or more.");
        if (options.MaxResultRows < 1) throw new StartupException($"JobService:MaxResultRows is {options.MaxResultRows}. Set it to 1 or more.");
        if (options.StopGrace < TimeSpan.Zero) throw new StartupException($"JobService:StopGraceSeconds is {options.StopGrace.TotalSeconds}. Set it to 0 or more.");
    }
}
