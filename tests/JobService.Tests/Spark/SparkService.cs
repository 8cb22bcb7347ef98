using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Hosting;
using Floe.JobService.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Floe.JobService.Tests.Spark;

/// <summary>A job service with the engines it really has, and a Spark as the test wants it.</summary>
internal sealed class SparkService : IAsyncDisposable
{
    public const string Secret = "a-secret-of-more-than-a-few-letters";

    private readonly JobServiceHost _host;
    private readonly TempFolder? _folder;

    private SparkService(JobServiceHost host, TempFolder? folder)
    {
        _host = host;
        _folder = folder;
        Http = new HttpClient { BaseAddress = host.Endpoint };
        Client = new JobsClient(Http);
    }

    public HttpClient Http { get; }

    public JobsClient Client { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SparkService> StartAsync(FakeSpark? spark, string? dataFolder = null, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var folder = dataFolder is null ? new TempFolder() : null;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), new("AWS_REGION", "us-east-1"), new("AWS_ACCESS_KEY_ID", "test"), new("AWS_SECRET_ACCESS_KEY", Secret),
            new("SPARK_HOME", spark?.Home ?? "/no/such/spark"), new("SparkSubmit:StopGraceSeconds", "1"), .. settings,
        ]).Build();
        var host = await JobServiceHost.StartAsync(new() { DataFolder = dataFolder ?? folder!.Path, Port = 0, StopGrace = TimeSpan.Zero, EngineMemoryMegabytes = 200 }, configuration, cancellationToken: Cancel);
        return new(host, folder);
    }

    public Task<JobDetails> SubmitAsync(string mainFile, params string[] arguments) => Client.SubmitAsync(Job(mainFile, arguments), cancellationToken: Cancel);

    public static JobDefinition Job(string mainFile, params string[] arguments) => new()
    {
        Name = "fake",
        Kind = JobKind.PySpark,
        TableBucket = Samples.BucketArn,
        Spark = new() { MainFile = mainFile, Arguments = arguments },
    };

    /// <summary>The job once it is over.</summary>
    public async Task<JobDetails> EndOfAsync(string id)
    {
        await foreach (var _ in Client.FollowAsync(id, cancellationToken: Cancel)) { }
        return await Client.GetAsync(id, Cancel);
    }

    /// <summary>Once a line of the log has these words.</summary>
    public async Task UntilLogAsync(string id, string words)
    {
        await foreach (var line in Client.FollowLogsAsync(id, cancellationToken: Cancel))
        {
            if (line.Text.Contains(words, StringComparison.Ordinal)) return;
        }
        Assert.Fail($"The log of {id} ended without '{words}'.");
    }

    public async Task<string> LogAsync(string id) => await Client.ReadLogAsync(id, Cancel);

    public Task StopAsync() => _host.StopAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
        _folder?.Dispose();
    }
}
