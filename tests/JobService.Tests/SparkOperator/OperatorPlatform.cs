using Floe.FakeKubernetes;
using Floe.FakeKubernetes.Operator;
using Floe.FakeKubernetes.Server;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Engines.SparkOperator;
using Floe.JobService.Engines.SparkOperator.Views;
using Floe.JobService.Hosting;
using Floe.JobService.Kubernetes;
using Floe.JobService.Store;
using Floe.JobService.Tests.Spark;
using Floe.JobService.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Floe.JobService.Tests.SparkOperator;

/// <summary>A cluster with an operator, and a job service that uses it by a kubeconfig. The service can go and come back.</summary>
internal sealed class OperatorPlatform : IAsyncDisposable
{
    public const string Space = "spark-jobs";

    private readonly TempFolder _folder = new();
    private readonly List<KeyValuePair<string, string?>> _settings;
    private JobServiceHost? _host;
    private HttpClient? _http;

    private readonly ClusterCertificates? _certificates;

    private OperatorPlatform(FakeApiServer server, IEnumerable<KeyValuePair<string, string?>> settings, ClusterCertificates? certificates = null)
    {
        _certificates = certificates;
        Server = server;
        Operator = new(server.Cluster);
        _settings = [.. settings];
    }

    public FakeApiServer Server { get; private set; }

    public FakeCluster Cluster => Server.Cluster;

    public FakeOperator Operator { get; }

    public FakeNode Node => new(Server);

    public JobsClient Client => new(Http);

    public HttpClient Http => _http ?? throw new InvalidOperationException("The service is not started.");

    public string KubeconfigPath => _folder.Sub("kubeconfig");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<OperatorPlatform> StartAsync(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var platform = await WithoutServiceAsync(settings);
        await platform.StartServiceAsync();
        return platform;
    }

    public static async Task<OperatorPlatform> WithoutServiceAsync(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var platform = new OperatorPlatform(await FakeApiServer.StartAsync(new FakeCluster(TimeProvider.System)), settings);
        platform.WriteKubeconfig();
        return platform;
    }

    /// <summary>Over HTTPS, and so over HTTP/2 as a real server has it.</summary>
    public static async Task<OperatorPlatform> SecureAsync()
    {
        var certificates = new ClusterCertificates();
        var platform = new OperatorPlatform(await FakeApiServer.StartAsync(new FakeCluster(TimeProvider.System), certificates: certificates), [], certificates);
        platform.WriteKubeconfig();
        return platform;
    }

    public void WriteKubeconfig(string token = "token") => File.WriteAllText(KubeconfigPath, Server.Kubeconfig(token));

    public async Task StartServiceAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), new("AWS_REGION", "us-east-1"), new("AWS_ACCESS_KEY_ID", "test"), new("AWS_SECRET_ACCESS_KEY", "test"),
            new("SPARK_HOME", "/no/such/spark"), new("JobService:SparkOperator:Kubeconfig", KubeconfigPath), .. _settings,
        ]).Build();
        _host = await JobServiceHost.StartAsync(
            new() { DataFolder = _folder.Sub("data"), Port = 0, StopGrace = TimeSpan.Zero, EngineMemoryMegabytes = 200, MaxRunningJobs = 1000 }, configuration, cancellationToken: Cancel);
        _http = new() { BaseAddress = _host.Endpoint };
    }

    /// <summary>What deletes applications whose time is over, to be asked without waiting.</summary>
    public Task SweepAsync() => _host!.Services.GetServices<IHostedService>().OfType<ApplicationSweep>().Single().SweepAsync(Cancel);

    /// <summary>Tells the service the cluster's time, which each answer has.</summary>
    public Task HearTheTimeAsync() => _host!.Services.GetRequiredService<KubernetesApi>().FindAsync(ApplicationView.Type, Space, "none", KubernetesJson.Default.ApplicationView, Cancel);

    /// <summary>Once the service has seen what the test did to an application.</summary>
    public Task UntilSeenAsync(string name, Func<ApplicationView, bool>? condition = null) =>
        UntilSeenAsync(space => space.Applications.All().Any(application => application.Metadata.Name == name && (condition?.Invoke(application) ?? true)));

    /// <summary>Once the service has seen something; looked for after each round trip to the cluster.</summary>
    public async Task UntilSeenAsync(Func<NamespaceWatch, bool> condition)
    {
        var space = _host!.Services.GetRequiredService<ClusterWatch>().Find(Space)!;
        while (!condition(space)) await HearTheTimeAsync();
    }

    public ISuspendingEngine Engine => _host!.Services.GetServices<IJobEngine>().OfType<ISuspendingEngine>().Single();

    /// <summary>A job's run, as the service's API names it to the engine.</summary>
    public async Task<RunReference> ReferenceAsync(string id)
    {
        var job = await _host!.Services.GetRequiredService<JobQueries>().FindAsync(id, Cancel);
        return new(id, job!.Attempt, job.Attempts[^1].Handle, Job());
    }

    /// <summary>What SIGTERM does.</summary>
    public async Task StopServiceAsync()
    {
        if (_host is null) return;
        await _host.DisposeAsync();
        _http!.Dispose();
        _host = null;
    }

    /// <summary>The cluster is away, its state kept.</summary>
    public Task StopClusterAsync() => Server.DisposeAsync().AsTask();

    /// <summary>It is back at the same address, or at another with a new kubeconfig.</summary>
    public async Task RestartClusterAsync(bool samePort = true, ClusterCertificates? certificates = null)
    {
        var (logs, old) = (Server.Logs, Server);
        Server = await FakeApiServer.StartAsync(old.Cluster, samePort ? old.Endpoint.Port : 0, certificates ?? _certificates);
        foreach (var (uid, log) in logs) Server.Logs[uid] = log;
    }

    public static JobDefinition Job(SparkJob? spark = null) => new()
    {
        Name = "pi",
        Kind = JobKind.PySpark,
        Engine = "spark-operator",
        TableBucket = Samples.BucketArn,
        Spark = spark ?? new() { MainFile = "s3://data/pi.py" },
    };

    public Task<JobDetails> SubmitAsync(JobDefinition? job = null) => Client.SubmitAsync(job ?? Job(), cancellationToken: Cancel);

    public Task<JobDetails> GetAsync(string id) => Client.GetAsync(id, Cancel);

    /// <summary>The name of a job's application, once there is one.</summary>
    public Task<string> ApplicationOfAsync(string id, int attempt = 1) => UntilAsync(() => Cluster.List(FakeOperator.Plural, Space, new($"floe/job-id={id},floe/attempt={attempt}", "")) is [var first, ..] ? first.Name : null);

    /// <summary>Submits a job and lets its driver run.</summary>
    public async Task<(string Id, string Name)> RunningAsync(JobDefinition? job = null)
    {
        var id = (await SubmitAsync(job)).Id;
        var name = await ApplicationOfAsync(id);
        await UntilAsync(() => Cluster.Find("pods", Space, $"{name}-driver"));
        Node.Starts(Space, $"{name}-driver");
        await UntilStateAsync(id, JobState.Running);
        return (id, name);
    }

    /// <summary>Once something is there; looked for again when the cluster changes.</summary>
    public async Task<T> UntilAsync<T>(Func<T?> find) where T : class
    {
        while (true)
        {
            var grew = Cluster.Grew;
            if (find() is { } found) return found;
            await grew.WaitAsync(Cancel);
        }
    }

    public async Task UntilStateAsync(string id, JobState state, string? words = null)
    {
        await foreach (var change in Client.FollowAsync(id, cancellationToken: Cancel).OfType<JobStateChanged>())
        {
            if (change.State == state && (words is null || change.Reason?.Contains(words, StringComparison.Ordinal) == true)) return;
        }
        var job = await GetAsync(id);
        Assert.Fail($"Job {id} ended as {job.State} ({job.Reason}) without being {state} '{words}'.");
    }

    public async Task<JobDetails> EndOfAsync(string id)
    {
        await foreach (var _ in Client.FollowAsync(id, cancellationToken: Cancel)) { }
        return await GetAsync(id);
    }

    public async Task UntilLogAsync(string id, string words)
    {
        await foreach (var line in Client.FollowLogsAsync(id, cancellationToken: Cancel))
        {
            if (line.Text.Contains(words, StringComparison.Ordinal)) return;
        }
        Assert.Fail($"The log of {id} ended without '{words}'.");
    }

    /// <summary>The lines of a log, without their times.</summary>
    public async Task<string[]> LogLinesAsync(string id, string role = "driver")
    {
        var text = await Http.GetStringAsync($"/api/v1/jobs/{id}/logs?role={role}", Cancel);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..])];
    }

    public async ValueTask DisposeAsync()
    {
        await StopServiceAsync();
        await Server.DisposeAsync();
        _certificates?.Dispose();
        _folder.Dispose();
    }
}
