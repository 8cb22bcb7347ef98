using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Hosting;
using Floe.JobService.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Floe.JobService.Tests.Scenarios;

/// <summary>A job service and what one of its engines needs. The service can go and come back.</summary>
internal abstract class ScenarioPlatform(string engine) : IAsyncDisposable
{
    private JobServiceHost? _host;
    private HttpClient? _http;

    public static IReadOnlyList<string> Engines { get; } = ["embedded", "spark-submit", "spark-operator"];

    public string Engine { get; } = engine;

    public HttpClient Http => _http!;

    public JobsClient Client => new(Http);

    protected TempFolder Folder { get; } = new();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ScenarioPlatform> StartAsync(string engine)
    {
        ScenarioPlatform platform = engine switch
        {
            "embedded" => new EmbeddedScenario(),
            "spark-submit" => new SparkSubmitScenario(),
            "spark-operator" => new SparkOperatorScenario(),
            _ => throw new ArgumentOutOfRangeException(nameof(engine), engine, "no engine of the service"),
        };
        await platform.PrepareAsync();
        await platform.StartServiceAsync();
        return platform;
    }

    public JobDefinition Job(Work work) => Definition(work) with { Name = work.ToString(), Engine = Engine };

    public Task<JobDetails> SubmitAsync(Work work, string? key = null) => Client.SubmitAsync(Job(work), key, Cancel);

    public Task<JobDetails> GetAsync(string id) => Client.GetAsync(id, Cancel);

    public async Task UntilAsync(string id, JobState state)
    {
        await foreach (var change in Client.FollowAsync(id, cancellationToken: Cancel).OfType<JobStateChanged>())
        {
            if (change.State == state) return;
        }
        Assert.Fail($"Job {id} ended without being {state}: {(await GetAsync(id)).Reason}");
    }

    /// <summary>The job once it is over.</summary>
    public async Task<JobDetails> EndOfAsync(string id)
    {
        await foreach (var _ in Client.FollowAsync(id, cancellationToken: Cancel)) { }
        return await GetAsync(id);
    }

    /// <summary>What SIGTERM does, and a start after it.</summary>
    public async Task RestartServiceAsync()
    {
        await StopServiceAsync();
        await StartServiceAsync();
    }

    /// <summary>How many runs there were of a job, by the word of where it ran; null where the engine leaves no trace of its own.</summary>
    public abstract int? RunsOf(string id);

    /// <summary>Lets runs that stay come to a good end.</summary>
    public abstract void LetGo();

    /// <summary>Whether anything of the job is still there.</summary>
    public abstract bool IsLeftOver(string id);

    public async ValueTask DisposeAsync()
    {
        await StopServiceAsync();
        await TidyAsync();
        Folder.Dispose();
    }

    protected abstract JobDefinition Definition(Work work);

    protected abstract IReadOnlyList<KeyValuePair<string, string?>> Settings { get; }

    protected abstract Task PrepareAsync();

    protected abstract Task TidyAsync();

    private async Task StartServiceAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), new("AWS_REGION", "us-east-1"), new("AWS_ACCESS_KEY_ID", "test"), new("AWS_SECRET_ACCESS_KEY", "test"), new("SPARK_HOME", "/no/such/spark"),
        ]).AddInMemoryCollection(Settings).Build();
        _host = await JobServiceHost.StartAsync(new() { DataFolder = Folder.Sub("service"), Port = 0, StopGrace = TimeSpan.Zero, EngineMemoryMegabytes = 200 }, configuration, cancellationToken: Cancel);
        _http = new() { BaseAddress = _host.Endpoint };
    }

    private async Task StopServiceAsync()
    {
        if (_host is null) return;
        _http!.Dispose();
        await _host.DisposeAsync();
        _host = null;
    }
}
