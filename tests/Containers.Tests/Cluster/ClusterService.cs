using System.Text.Json.Nodes;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Hosting;
using Microsoft.Extensions.Configuration;

namespace Floe.Containers.Tests.Cluster;

/// <summary>
/// A job service with nothing but what deploy/kubernetes/job-service gives it: its Role in one namespace of jobs, and its service account's token in a
/// file.
/// </summary>
internal sealed class ClusterService : IAsyncDisposable
{
    public const string Bucket = "arn:aws:s3tables:us-east-1:000000000000:bucket/lake";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("floe-service-");
    private readonly RealCluster _cluster;
    private readonly string _id = Guid.NewGuid().ToString("n")[..8];
    private readonly bool _ownsNamespace;
    private JobServiceHost? _host;
    private HttpClient? _http;

    private ClusterService(RealCluster cluster, string? space)
    {
        _cluster = cluster;
        _ownsNamespace = space is null;
        Space = space ?? $"floe-jobs-{_id}";
    }

    /// <summary>The namespace of its jobs.</summary>
    public string Space { get; }

    public AdminApi Admin => _cluster.Admin;

    public JobsClient Client => new(_http!);

    public HttpClient Http => _http!;

    public string Applications => $"apis/sparkoperator.k8s.io/v1beta2/namespaces/{Space}/sparkapplications";

    private string Home => $"floe-{_id}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="cluster">Where its jobs run.</param>
    /// <param name="space">The namespace of its jobs; null: one of its own, which no operator looks at.</param>
    public static async Task<ClusterService> StartAsync(RealCluster cluster, string? space = null)
    {
        var service = new ClusterService(cluster, space);
        await service.PrepareAsync();
        await service.StartAsync();
        return service;
    }

    public async Task<string> SubmitAsync(SparkJob spark, JobKind kind = JobKind.PySpark) =>
        (await Client.SubmitAsync(new() { Name = "pi", Kind = kind, Engine = "spark-operator", TableBucket = Bucket, Spark = spark }, cancellationToken: Cancel)).Id;

    /// <summary>The job's application, once the cluster has it.</summary>
    public async Task<JsonObject> ApplicationAsync(string id)
    {
        await UntilAsync(id, JobState.Submitting, JobState.Pending);
        var found = await Admin.GetAsync($"{Applications}?labelSelector=floe%2Fjob-id%3D{id}");
        return found["items"]!.AsArray().Single()!.AsObject();
    }

    /// <summary>Returns when the job is in one of these states with a reason, or is past it.</summary>
    public async Task UntilAsync(string id, params JobState[] states)
    {
        await foreach (var change in Client.FollowAsync(id, cancellationToken: Cancel).OfType<JobStateChanged>())
        {
            if (states.Contains(change.State) && (change.State != JobState.Submitting || change.Reason is not null)) return;
        }
        var job = await Client.GetAsync(id, Cancel);
        Assert.Fail($"The job ended as {job.State} ({job.Reason}) without being {string.Join(" or ", states)}.");
    }

    public async Task<JobDetails> EndAsync(string id)
    {
        await foreach (var _ in Client.FollowAsync(id, cancellationToken: Cancel)) { }
        return await Client.GetAsync(id, Cancel);
    }

    /// <summary>A new token of the service account, in the file that the kubeconfig names.</summary>
    public async Task WriteTokenAsync()
    {
        var answer = await Admin.CreateAsync($"api/v1/namespaces/{Home}/serviceaccounts/floe-job-service/token", new() { ["spec"] = new JsonObject { ["expirationSeconds"] = 3600 } });
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "token"), (string)answer["status"]!["token"]!, Cancel);
    }

    /// <summary>Ends all tokens of the account.</summary>
    public async Task ReplaceAccountAsync()
    {
        await Admin.DeleteAsync($"api/v1/namespaces/{Home}/serviceaccounts/floe-job-service");
        await Admin.ApplyAsync(Named("service-account.yaml"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        _http?.Dispose();
        await Admin.DeleteAsync($"api/v1/namespaces/{Home}");
        if (_ownsNamespace) await Admin.DeleteAsync($"api/v1/namespaces/{Space}");
        _folder.Delete(recursive: true);
    }

    private async Task PrepareAsync()
    {
        await Admin.ApplyAsync($"apiVersion: v1\nkind: Namespace\nmetadata: {{ name: {Home} }}");
        if (_ownsNamespace) await Admin.ApplyAsync($"apiVersion: v1\nkind: Namespace\nmetadata: {{ name: {Space} }}");
        await Admin.ApplyAsync(Named("service-account.yaml"));
        await Admin.ApplyAsync(Named("rbac-jobs.yaml"));
        await WriteTokenAsync();
        var root = Floe.JobService.Spark.Manifests.YamlDocument.Parse(await File.ReadAllTextAsync(_cluster.Kubeconfig, Cancel))!;
        // The cluster as it is, with another user.
        foreach (var user in root["users"]!.AsArray()) user!["user"] = new JsonObject { ["tokenFile"] = "token" };
        foreach (var entry in root["clusters"]!.AsArray())
        {
            if (entry!["cluster"]!["certificate-authority"] is { } file)
                entry["cluster"]!["certificate-authority"] = Path.GetFullPath((string)file!, Path.GetDirectoryName(_cluster.Kubeconfig)!);
        }
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "kubeconfig"), root.ToJsonString(), Cancel);
    }

    /// <summary>A manifest with this test's namespaces.</summary>
    private string Named(string file) => RepositoryRoot.Manifest(file).Replace("namespace: spark-jobs", $"namespace: {Space}", StringComparison.Ordinal).Replace("namespace: floe\n", $"namespace: {Home}\n", StringComparison.Ordinal);

    private async Task StartAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), new("AWS_REGION", "us-east-1"), new("AWS_ACCESS_KEY_ID", "test"), new("AWS_SECRET_ACCESS_KEY", "test"),
            new("SPARK_HOME", "/no/such/spark"), new("JobService:SparkOperator:Kubeconfig", Path.Combine(_folder.FullName, "kubeconfig")),
            new("JobService:SparkOperator:Namespaces", Space), new("JobService:SparkOperator:LogPatienceSeconds", _cluster.HasOperator ? "60" : "1"),
        ]).Build();
        _host = await JobServiceHost.StartAsync(new() { DataFolder = Path.Combine(_folder.FullName, "data"), Port = 0, StopGrace = TimeSpan.Zero, EngineMemoryMegabytes = 200 }, configuration, cancellationToken: Cancel);
        _http = new() { BaseAddress = _host.Endpoint };
    }
}
