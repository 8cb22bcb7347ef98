using Floe.FakeKubernetes;
using Floe.FakeKubernetes.Operator;
using Floe.FakeKubernetes.Server;
using Floe.JobService.Contracts;
using Floe.JobService.Tests.Spark;

namespace Floe.JobService.Tests.Scenarios;

/// <summary>SparkApplications in a cluster whose operator and nodes work by themselves.</summary>
internal sealed class SparkOperatorScenario() : ScenarioPlatform("spark-operator")
{
    private const string Space = "spark-jobs";

    private readonly CancellationTokenSource _stop = new();
    private FakeApiServer? _server;
    private Task _nodes = Task.CompletedTask;
    private int _isOpen;

    protected override IReadOnlyList<KeyValuePair<string, string?>> Settings => [new("JobService:SparkOperator:Kubeconfig", Folder.Sub("kubeconfig"))];

    public override int? RunsOf(string id) => Applications(id).Count;

    public override void LetGo()
    {
        Volatile.Write(ref _isOpen, 1);
        // Something changes, so that the nodes look again.
        foreach (var pod in _server!.Cluster.List("pods", Space)) _server.Cluster.Change("pods", Space, pod.Name, body => body["metadata"]!["annotations"] = new System.Text.Json.Nodes.JsonObject { ["go"] = "on" });
    }

    public override bool IsLeftOver(string id) => Applications(id).Count > 0;

    protected override JobDefinition Definition(Work work) => new() { Kind = JobKind.PySpark, TableBucket = Samples.BucketArn, Spark = new() { MainFile = $"s3://data/{work}.py" } };

    protected override async Task PrepareAsync()
    {
        _server = await FakeApiServer.StartAsync(new FakeCluster(TimeProvider.System));
        _ = new FakeOperator(_server.Cluster);
        await File.WriteAllTextAsync(Folder.Sub("kubeconfig"), _server.Kubeconfig("token"), Cancel);
        _nodes = Task.Run(WorkAsync, Cancel);
    }

    protected override async Task TidyAsync()
    {
        await _stop.CancelAsync();
        await _nodes.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _server!.DisposeAsync();
        _stop.Dispose();
    }

    private IReadOnlyList<StoredObject> Applications(string id) => _server!.Cluster.List("sparkapplications", Space, new($"floe/job-id={id}", ""));

    /// <summary>Does with each driver what its main file is called, whenever anything has changed.</summary>
    private async Task WorkAsync()
    {
        while (true)
        {
            var grew = _server!.Cluster.Grew;
            foreach (var pod in _server.Cluster.List("pods", Space)) Work(new FakeNode(_server), pod);
            await grew.WaitAsync(_stop.Token);
        }
    }

    private void Work(FakeNode node, StoredObject pod)
    {
        var body = pod.Read();
        if (body["metadata"]!["deletionTimestamp"] is not null)
        {
            node.Removes(Space, pod.Name);
            return;
        }
        var phase = (string?)body["status"]!["phase"];
        if (phase == "Pending")
        {
            node.Starts(Space, pod.Name);
            node.Writes(Space, pod.Name, "at work");
        }
        else if (phase == "Running" && EndOf(pod.Name) is { } exitCode)
        {
            node.Ends(Space, pod.Name, exitCode);
        }
    }

    private int? EndOf(string driver)
    {
        var application = _server!.Cluster.Find("sparkapplications", Space, driver[..^"-driver".Length])!.Read();
        return Path.GetFileNameWithoutExtension((string)application["spec"]!["mainApplicationFile"]!) switch
        {
            nameof(Scenarios.Work.Succeeds) => 0,
            nameof(Scenarios.Work.Fails) => 1,
            _ => Volatile.Read(ref _isOpen) == 1 ? 0 : null,
        };
    }
}
