using System.Collections.Concurrent;
using System.Threading.Channels;
using Floe.FakeKubernetes;
using Floe.FakeKubernetes.Operator;
using Floe.FakeKubernetes.Server;
using Floe.JobsBench.Children;
using Floe.JobService.Contracts;

namespace Floe.JobsBench.Cluster;

/// <summary>Nodes that start each driver at once, with its executors, and end those that they are told to; and a record of when.</summary>
internal sealed class ClusterWalk
{
    private readonly FakeApiServer _server;
    private readonly FakeOperator _operator;
    private readonly FakeNode _node;
    private readonly int _executors;
    private readonly Channel<StoredObject> _toStart = Channel.CreateUnbounded<StoredObject>(new() { SingleReader = true });
    private readonly ConcurrentQueue<Driver> _running = new();
    private readonly ConcurrentDictionary<string, Driver> _drivers = [];
    private readonly ConcurrentQueue<ClusterChange> _changes = new();

    public ClusterWalk(FakeApiServer server, int executors)
    {
        _server = server;
        _executors = executors;
        _operator = new(server.Cluster);
        _node = new(server);
        server.Cluster.Changed += change =>
        {
            if (change is { Type: "ADDED", Object.Plural: "pods" } && change.Object.Labels.GetValueOrDefault("spark-role") == "driver") _toStart.Writer.TryWrite(change.Object);
        };
    }

    public IEnumerable<ClusterChange> Changes => _changes;

    public PodLog LogOf(string jobId) => _server.LogOf(_drivers[jobId].Uid);

    /// <summary>Starts the drivers that come, until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var pod in _toStart.Reader.ReadAllAsync(cancellationToken)) Start(pod);
    }

    public Task EndAsync(int count, double perSecond, CancellationToken cancellationToken) => Pace.DoAsync(count, perSecond, _ =>
    {
        if (_running.TryDequeue(out var driver)) End(driver);
    }, cancellationToken);

    public Task WriteAsync(string jobId, int lines, double perSecond, CancellationToken cancellationToken)
    {
        var driver = _drivers[jobId];
        return Pace.DoAsync(lines, perSecond, i => _node.Writes(driver.Space, driver.Pod, $"line {i} of {lines}: 26/11/22 20:15:00 INFO TaskSetManager: Finished task 0.0 in stage 1.0 (TID 1) in 42 ms on 10.0.0.7 (executor 1)"), cancellationToken);
    }

    private void Start(StoredObject pod)
    {
        var driver = new Driver(pod.Labels["floe/job-id"], pod.Namespace, pod.Labels["sparkoperator.k8s.io/app-name"], pod.Name, pod.Uid);
        _drivers[driver.JobId] = driver;
        lock (driver)
        {
            // Before the change: who sees it may ask for its end at once, and waits for the lock then.
            _running.Enqueue(driver);
            Tell(driver, JobState.Running);
            _node.Starts(driver.Space, driver.Pod);
            _node.Writes(driver.Space, driver.Pod, "Pi is to be roughly 3.14.");
            for (var i = 1; i <= _executors; i++) _node.Starts(driver.Space, _operator.AddExecutor(driver.Space, driver.Application, i).Name);
        }
    }

    private void End(Driver driver)
    {
        lock (driver)
        {
            for (var i = 1; i <= _executors; i++) _node.Ends(driver.Space, $"{driver.Application}-exec-{i}", 0);
            Tell(driver, JobState.Succeeded);
            _node.Ends(driver.Space, driver.Pod, 0);
        }
    }

    private void Tell(Driver driver, JobState state) => _changes.Enqueue(new(driver.JobId, state, DateTimeOffset.UtcNow));

    private sealed record Driver(string JobId, string Space, string Application, string Pod, string Uid);
}
