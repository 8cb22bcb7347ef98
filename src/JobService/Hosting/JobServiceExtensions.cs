using Floe.JobService.Api;
using Floe.JobService.Api.Documentation;
using Floe.JobService.Auth;
using Floe.JobService.Cleanup;
using Floe.JobService.Contracts;
using Floe.JobService.Dispatch;
using Floe.JobService.Jobs;
using Floe.JobService.Logs;
using Floe.JobService.Logs.Archive;
using Floe.JobService.Schedules;
using Floe.JobService.Store;
using Floe.JobService.Telemetry;
using Floe.JobService.Templates;
using Floe.JobService.Webhooks;
using Floe.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Scalar.AspNetCore;

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
        AddLeaderWork(services, options);
        AddApi(services, options);
        return builder;
    }

    public static WebApplication MapJobService(this WebApplication app)
    {
        app.MapDefaultEndpoints();
        app.MapGet("/", () => Results.Redirect("/docs")).ExcludeFromDescription();
        app.MapOpenApi();
        app.MapScalarApiReference("/docs", scalar => scalar.WithTitle("Floe jobs").PreserveSchemaPropertyOrder()
            // What reaches for other machines: fonts, telemetry, and buttons that send the document to Scalar's services.
            .DisableDefaultFonts().DisableTelemetry().DisableAgent().HideDeveloperTools().HideClientButton());
        app.UseStatusCodePages(context => context.HttpContext.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            ? Problems.Plain(context.HttpContext.Response.StatusCode, context.HttpContext.Request.Method, context.HttpContext.Request.Path).ExecuteAsync(context.HttpContext)
            : Task.CompletedTask);
        var api = app.MapGroup("/api/v1").AddEndpointFilter<ErrorFilter>().AddEndpointFilter<AccessFilter>().AddEndpointFilter<QueryFilter>();
        JobEndpoints.Map(api.Tagged(Tags.Jobs));
        JobActionEndpoints.Map(api.Tagged(Tags.Jobs));
        LogEndpoints.Map(api.Tagged(Tags.Logs));
        ExternalApplicationEndpoints.Map(api.Tagged(Tags.Cluster));
        EventEndpoints.Map(api.Tagged(Tags.Logs));
        QueueEndpoints.Map(api.Tagged(Tags.Queues));
        KeyEndpoints.Map(api.Tagged(Tags.Access));
        ScheduleEndpoints.Map(api.Tagged(Tags.Schedules));
        TemplateEndpoints.Map(api.Tagged(Tags.Templates));
        WebhookEndpoints.Map(api.Tagged(Tags.Webhooks));
        SqlEndpoints.Map(api.Tagged(Tags.Sql));
        PlatformEndpoints.Map(api.Tagged(Tags.Platform));
        return app;
    }

    private static void AddStore(IServiceCollection services, JobServiceOptions options)
    {
        if (options.Database is { } connectionString) AddPostgres(services, connectionString);
        else AddSqlite(services);
        services.AddPooledDbContextFactory<JobsContext>((provider, context) => provider.GetRequiredService<IStoreDatabase>().Configure(context));
        services.AddSingleton<JobsDatabase>();
        services.AddSingleton<StorePatience>();
        services.AddSingleton<JobAcceptance>();
        services.AddSingleton<JobQueries>();
        services.AddSingleton<JobTransitions>();
        services.AddSingleton<RunTransitions>();
        services.AddSingleton<QueueStore>();
        services.AddSingleton<JobList>();
        services.AddSingleton<EventFollower>();
        services.AddSingleton<JobSignals>();
        services.AddSingleton(options.Logs);
        services.AddSingleton<ArchiveStore>();
        services.AddSingleton<ArchiveBucket>();
        services.AddSingleton<LogArchive>();
        services.AddSingleton<JobLogs>();
        services.AddSingleton<LogFollower>();
    }

    private static void AddLeaderWork(IServiceCollection services, JobServiceOptions options)
    {
        services.AddSingleton<ScheduleStore>();
        services.AddSingleton<TemplateStore>();
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<DeliverySender>();
        services.AddSingleton<CleanupStore>();
        services.AddSingleton<LogCleanup>();
        services.AddSingleton<ILeaderWork, ScheduleWork>();
        services.AddSingleton<ILeaderWork, WebhookWork>();
        services.AddSingleton<ILeaderWork, DeliveryWork>();
        services.AddSingleton<ILeaderWork, CleanupWork>();
        if (options.Logs.Archive is { } archive)
        {
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ArchiveRun>(provider, archive));
            services.AddSingleton<ILeaderWork, ArchiveWork>();
        }
        // A redirect would lead past the check of the address.
        services.AddHttpClient(DeliverySender.HttpClientName).ConfigurePrimaryHttpMessageHandler(() =>
        {
            var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5) };
            if (!options.Webhooks.AllowPrivateAddresses) handler.ConnectCallback = PublicAddress.ConnectAsync;
            return handler;
        });
    }

    private static void AddApi(IServiceCollection services, JobServiceOptions options)
    {
        // The document says what the wire form is: the same options that answers are written with.
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, JobsWire.Json);
            json.SerializerOptions.NumberHandling = JobsWire.Json.Options.NumberHandling;
            json.SerializerOptions.DefaultIgnoreCondition = JobsWire.Json.Options.DefaultIgnoreCondition;
        });
        // A lambda, not a method group: only so are the types' doc comments found (the package's generator reads this line).
        services.AddOpenApi(openApi => OpenApiDocs.Configure(openApi));
        services.AddSingleton<KeyStore>();
        services.AddSingleton<Authenticator>();
        if (options.Auth.Jwt is { } jwt) JwtSetup.Add(services, jwt);
        services.AddSingleton<PendingReasons>();
        services.AddSingleton<JobAccess>();
        services.AddSingleton<JobAnswers>();
        services.AddSingleton<QueueCheck>();
        services.AddSingleton<DryRunAnswers>();
    }

    private static void AddSqlite(IServiceCollection services)
    {
        services.AddSingleton(provider => new SqliteDatabase(provider.GetRequiredService<DataFolder>().Database));
        services.AddSingleton<IStoreDatabase>(provider => provider.GetRequiredService<SqliteDatabase>());
        services.AddSingleton<ILeaderElection, SqliteLeader>();
        services.AddSingleton<ILogStore>(provider => new LogFiles(provider.GetRequiredService<DataFolder>().Logs, provider.GetRequiredService<JobSignals>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<LogFiles>>()));
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
        services.AddSingleton<LeaderWorkLoop>();
        services.AddHostedService<Dispatcher>();
    }
}
