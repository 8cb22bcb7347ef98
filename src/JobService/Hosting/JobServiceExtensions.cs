using Floe.JobService.Api;
using Floe.JobService.Dispatch;
using Floe.JobService.Jobs;
using Floe.JobService.Logs;
using Floe.JobService.Store;
using Floe.JobService.Telemetry;
using Floe.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Floe.JobService.Hosting;

/// <summary>The job service as parts of a web application. Engines are added beside it.</summary>
public static class JobServiceExtensions
{
    public static WebApplicationBuilder AddJobService(this WebApplicationBuilder builder, JobServiceOptions options)
    {
        builder.AddServiceDefaults(options.OwnsProcessTelemetry);
        var services = builder.Services;
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => DataFolder.Open(options.DataFolder));
        AddStore(services, options);
        AddDispatch(services);
        return builder;
    }

    public static WebApplication MapJobService(this WebApplication app)
    {
        app.MapDefaultEndpoints();
        var api = app.MapGroup("/api/v1").AddEndpointFilter<ErrorFilter>();
        JobEndpoints.Map(api);
        LogEndpoints.Map(api);
        ExternalApplicationEndpoints.Map(api);
        SqlEndpoints.Map(api);
        PlatformEndpoints.Map(api);
        return app;
    }

    private static void AddStore(IServiceCollection services, JobServiceOptions options)
    {
        if (options.Database is { } connectionString) AddPostgres(services, connectionString);
        else AddSqlite(services);
        services.AddDbContextFactory<JobsContext>((provider, context) => provider.GetRequiredService<IStoreDatabase>().Configure(context));
        services.AddSingleton<JobsDatabase>();
        services.AddSingleton<JobAcceptance>();
        services.AddSingleton<JobQueries>();
        services.AddSingleton<JobTransitions>();
        services.AddSingleton<RunTransitions>();
        services.AddSingleton<QueueStore>();
        services.AddSingleton<JobSignals>();
        services.AddSingleton<JobLogs>();
        services.AddSingleton<LogFollower>();
    }

    private static void AddSqlite(IServiceCollection services)
    {
        services.AddSingleton(provider => new SqliteDatabase(provider.GetRequiredService<DataFolder>().Database));
        services.AddSingleton<IStoreDatabase>(provider => provider.GetRequiredService<SqliteDatabase>());
        services.AddSingleton<ILeaderElection, SqliteLeader>();
        services.AddSingleton<ILogStore>(provider => new LogFiles(provider.GetRequiredService<DataFolder>().Logs, provider.GetRequiredService<JobSignals>()));
    }

    private static void AddPostgres(IServiceCollection services, string connectionString)
    {
        services.AddSingleton(_ => new PostgresDatabase(connectionString));
        services.AddSingleton<IStoreDatabase>(provider => provider.GetRequiredService<PostgresDatabase>());
        services.AddSingleton<ILeaderElection, PostgresLeader>();
        services.AddSingleton<ILogStore, PostgresLogs>();
        services.AddHostedService<PostgresListener>();
    }

    private static void AddDispatch(IServiceCollection services)
    {
        services.AddSingleton<JobTelemetry>();
        services.AddSingleton<EngineSet>();
        services.AddSingleton<RunningJobs>();
        services.AddSingleton<DispatchSignal>();
        services.AddSingleton<ServiceLife>();
        services.AddSingleton<Recovery>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobSubmission>();
        services.AddSingleton<DryRuns>();
        services.AddSingleton<RunSet>();
        services.AddSingleton<DispatchLoop>();
        services.AddHostedService<Dispatcher>();
    }
}
