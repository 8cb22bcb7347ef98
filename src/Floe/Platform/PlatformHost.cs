using System.Net;
using Floe.Iceberg.IO;
using Floe.JobService.Hosting;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Hosting;
using Floe.S3Tables.ObjectStore;
using Floe.ServiceDefaults;
using Floe.ServiceDefaults.Aws;
using Floe.ServiceDefaults.Startup;

namespace Floe.Cli.Platform;

/// <summary>
/// The Embedded target in one process: the S3 Tables service and the job service, each on its port, over one data folder. They talk HTTP
/// as anywhere else; only file bytes take a short cut, from the store's own files.
/// </summary>
internal sealed class PlatformHost : IAsyncDisposable
{
    public const string AccessKeyId = "test";
    public const string SecretAccessKey = "test";

    private readonly S3TablesHost _lake;
    private readonly JobServiceHost _jobs;

    private PlatformHost(S3TablesHost lake, JobServiceHost jobs, AwsSettings aws)
    {
        _lake = lake;
        _jobs = jobs;
        Aws = aws;
    }

    public Uri AwsEndpoint => _lake.Endpoint;

    public Uri JobsEndpoint => _jobs.Endpoint;

    public AwsSettings Aws { get; }

    public static async Task<PlatformHost> StartAsync(PlatformHostOptions options, CancellationToken cancellationToken)
    {
        var folders = new PlatformFolders(options.DataFolder);
        var lake = await StartLakeAsync(options, folders, cancellationToken);
        try
        {
            var configuration = Configure(lake);
            var jobs = await JobServiceHost.StartAsync(
                JobSettings(options, folders, configuration),
                configuration,
                services => ShortCut(services, lake),
                cancellationToken);
            return new(lake, jobs, AwsSettings.FromConfiguration(configuration));
        }
        catch
        {
            await lake.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when the process is told to stop, or when <paramref name="cancellationToken"/> is.</summary>
    public async Task WaitForStopAsync(CancellationToken cancellationToken) =>
        await await Task.WhenAny(_jobs.WaitForShutdownAsync(cancellationToken), _lake.WaitForShutdownAsync(cancellationToken));

    /// <summary>Jobs first: what they still have to say goes to the store.</summary>
    public async ValueTask DisposeAsync()
    {
        await _jobs.DisposeAsync();
        await _lake.DisposeAsync();
    }

    private static Task<S3TablesHost> StartLakeAsync(PlatformHostOptions options, PlatformFolders folders, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "Floe.S3Tables", Args = UnwatchedSettings.Arguments() });
        builder.AddServiceDefaults();
        QuietLogs.Use(builder.Services);
        builder.AddS3Tables(S3TablesSettings.Read(builder.Configuration) with
        {
            DataFolder = folders.S3Tables,
            Address = IPAddress.Loopback.ToString(),
            Port = options.AwsPort,
            Credentials = new AwsCredentials(AccessKeyId, SecretAccessKey, null),
        });
        return S3TablesHost.StartAsync(builder, cancellationToken);
    }

    /// <summary>Settings of the job service count here as they do for the service alone (docs/jobs.md), but where the command line says it. Other addresses than loopback are only taken by name.</summary>
    private static JobServiceOptions JobSettings(PlatformHostOptions options, PlatformFolders folders, IConfiguration configuration)
    {
        var settings = JobServiceConfiguration.Read(configuration);
        return settings with
        {
            DataFolder = folders.Jobs,
            Address = configuration["JobService:Address"] is null ? IPAddress.Loopback : settings.Address,
            Port = options.JobsPort,
            OwnsProcessTelemetry = false,
        };
    }

    /// <summary>The same variables that <c>floe up</c> prints for everybody else, laid over the environment.</summary>
    private static IConfiguration Configure(S3TablesHost lake) => new ConfigurationBuilder()
        .AddEnvironmentVariables()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            [AwsVariables.S3Endpoint] = lake.Endpoint.AbsoluteUri,
            [AwsVariables.S3TablesEndpoint] = lake.Endpoint.AbsoluteUri,
            [AwsVariables.Region] = lake.Options.Region,
            [AwsVariables.AccessKeyId] = AccessKeyId,
            [AwsVariables.SecretAccessKey] = SecretAccessKey,
            [AwsVariables.SessionToken] = null,
            [AwsVariables.IgnoreEndpoints] = null,
        })
        .Build();

    private static void ShortCut(IServiceCollection services, S3TablesHost lake)
    {
        QuietLogs.Use(services);
        services.AddSingleton<IFileIO>(new StoreFileIO(lake.Services.GetRequiredService<S3Store>()));
    }
}
