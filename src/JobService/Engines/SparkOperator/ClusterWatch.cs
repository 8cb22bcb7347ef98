using System.Collections.Concurrent;
using Floe.JobService.Dispatch;
using Floe.JobService.Kubernetes;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>Follows the namespaces of the service's jobs while the service runs, for all runs together, and wakes the run that something happened to.</summary>
internal sealed class ClusterWatch : BackgroundService
{
    private readonly ConcurrentDictionary<string, Change> _runs = [];
    private readonly Dictionary<string, NamespaceWatch> _namespaces;

    private readonly DispatchSignal _dispatch;

    public ClusterWatch(KubernetesApi api, SparkOperatorOptions options, DispatchSignal dispatch, TimeProvider time, ILogger<ClusterWatch> logger)
    {
        _dispatch = dispatch;
        _namespaces = options.Namespaces.ToDictionary(name => name, name => new NamespaceWatch(name, api, options.Watch, JobChanged, AllChanged, time, logger));
    }

    public IEnumerable<NamespaceWatch> Namespaces => _namespaces.Values;

    /// <summary>Why no job could be started now; null where at least one namespace can be followed.</summary>
    public string? Problem => _namespaces.Values.Any(space => space.Problem is null) ? null : _namespaces.Values.First().Problem;

    /// <summary>Null where the service does not follow it.</summary>
    public NamespaceWatch? Find(string name) => _namespaces.GetValueOrDefault(name);

    /// <summary>The signal of a job's run. One run of a job at a time.</summary>
    public Change Subscribe(string jobId) => _runs.GetOrAdd(jobId, _ => new());

    public void Unsubscribe(string jobId) => _runs.TryRemove(jobId, out _);

    public bool IsWatched(string jobId) => _runs.ContainsKey(jobId);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_namespaces.Values.Select(space => space.RunAsync(stoppingToken)));

    private void JobChanged(string jobId)
    {
        if (_runs.TryGetValue(jobId, out var change)) change.Set();
    }

    private void AllChanged()
    {
        foreach (var change in _runs.Values) change.Set();
        // Jobs may have waited for the cluster.
        _dispatch.Set();
    }
}
