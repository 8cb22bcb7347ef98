using Floe.JobService.Client;
using Floe.JobService.Engines;
using Floe.JobService.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Floe.JobsBench.Accepting;

/// <summary>A job service on a free port with an engine that does nothing, admitting what the operator's own published ceiling is.</summary>
internal sealed class BenchService : IAsyncDisposable
{
    public const string Engine = "instant";

    /// <summary>Jobs a second: "~130 apps/min at 10 workers" and "140-155/min at 20" (Kubeflow's benchmark of operator 2.1.0), rounded to the 2.3.</summary>
    public const double OperatorRate = 2.3;

    private readonly JobServiceHost _host;
    private readonly string _folder;

    private BenchService(JobServiceHost host, string folder)
    {
        _host = host;
        _folder = folder;
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = host.Endpoint };
        Client = new JobsClient(Http);
    }

    public HttpClient Http { get; }

    public JobsClient Client { get; }

    public static async Task<BenchService> StartAsync(string? database, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("floe-jobs-bench-").FullName;
        var options = new JobServiceOptions
        {
            DataFolder = folder,
            Port = 0,
            Database = database,
            MaxRunningJobs = 100,
            Engines = new Dictionary<string, EngineAdmission> { [Engine] = new(OperatorRate, Burst: 5) },
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), new("AWS_ACCESS_KEY_ID", "test"), new("AWS_SECRET_ACCESS_KEY", "test")]).Build();
        var host = await JobServiceHost.StartAsync(
            options, configuration, services => services.AddSingleton<IJobEngine>(new InstantEngine(Engine)).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning)), cancellationToken);
        var service = new BenchService(host, folder);
        // What waits here stays: the accept and list runs measure nothing else.
        using var held = new StringContent("""{"maxRunning":0}""");
        using var response = await service.Http.PutAsync(new Uri("api/v1/queues/held", UriKind.Relative), held, cancellationToken);
        response.EnsureSuccessStatusCode();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
