using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Floe.JobService.Tests.Support;

/// <summary>A job service on a free port with a scripted engine, and a client for it.</summary>
public sealed class TestService : IAsyncDisposable
{
    /// <summary>Nothing listens there: these tests run no real SQL.</summary>
    private static readonly IConfiguration Configuration = new ConfigurationBuilder()
        .AddInMemoryCollection([new("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), new("AWS_ACCESS_KEY_ID", "test"), new("AWS_SECRET_ACCESS_KEY", "test")]).Build();

    private readonly JobServiceHost _host;
    private readonly TempFolder? _folder;

    private TestService(JobServiceHost host, ScriptedEngine engine, string dataFolder, TempFolder? folder)
    {
        _host = host;
        _folder = folder;
        Engine = engine;
        DataFolder = dataFolder;
        Http = new HttpClient { BaseAddress = host.Endpoint };
        Client = new JobsClient(Http);
    }

    public ScriptedEngine Engine { get; }

    public string DataFolder { get; }

    public HttpClient Http { get; }

    public JobsClient Client { get; }

    public Uri Endpoint => _host.Endpoint;

    /// <param name="dataFolder">Null: a new one, gone after the test.</param>
    /// <param name="adapt">Changes settings.</param>
    /// <param name="engine">Null: a new one.</param>
    public static async Task<TestService> StartAsync(string? dataFolder = null, Func<JobServiceOptions, JobServiceOptions>? adapt = null, ScriptedEngine? engine = null)
    {
        var folder = dataFolder is null ? new TempFolder() : null;
        dataFolder ??= folder!.Path;
        engine ??= new ScriptedEngine();
        var options = new JobServiceOptions { DataFolder = dataFolder, Port = 0, StopGrace = TimeSpan.Zero };
        var host = await JobServiceHost.StartAsync(
            adapt?.Invoke(options) ?? options,
            Configuration,
            services => services.AddSingleton<IJobEngine>(engine).AddSingleton<ISqlEngine>(engine),
            TestContext.Current.CancellationToken);
        return new TestService(host, engine, dataFolder, folder);
    }

    public Task<JobDetails> SubmitAsync(string? name = null, string? key = null, int? timeoutSeconds = null) => Client.SubmitAsync(
        new JobDefinition { Name = name, TableBucket = "lake", Script = "SELECT 1", TimeoutSeconds = timeoutSeconds }, key, TestContext.Current.CancellationToken);

    public Task<JobDetails> GetAsync(string id) => Client.GetAsync(id, TestContext.Current.CancellationToken);

    /// <summary>The job once it is over.</summary>
    public async Task<JobDetails> EndOfAsync(string id)
    {
        await foreach (var _ in Client.FollowAsync(id, cancellationToken: TestContext.Current.CancellationToken)) { }
        return await GetAsync(id);
    }

    /// <summary>Follows the job until it is in this state.</summary>
    public async Task UntilAsync(string id, JobState state)
    {
        await foreach (var change in Client.FollowAsync(id, cancellationToken: TestContext.Current.CancellationToken).OfType<JobStateChanged>())
        {
            if (change.State == state) return;
        }
        Assert.Fail($"Job {id} ended without being {state}.");
    }

    /// <summary>What SIGTERM does.</summary>
    public Task StopAsync() => _host.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Engine.LetGo();
        await _host.DisposeAsync();
        _folder?.Dispose();
    }
}
