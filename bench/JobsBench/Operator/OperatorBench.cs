using System.Diagnostics;
using Floe.JobsBench.Children;
using Floe.JobsBench.Load;
using Floe.JobService.Contracts;

namespace Floe.JobsBench.Operator;

/// <summary>One run: applications come until all are there, some end, the service is killed and comes back, the rest ends.</summary>
internal sealed class OperatorBench(OperatorSettings settings) : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("floe-operator-bench-").FullName;
    private readonly EventWatch _events = new();
    private ClusterChild? _cluster;
    private ServiceChild? _service;

    private int All => settings.Load.Jobs;

    private ServiceChild Service => _service!;

    private ClusterChild Cluster => _cluster!;

    /// <returns>0 where every job came to its end exactly once.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        _cluster = await ClusterChild.StartAsync(Kubeconfig, settings.Load.Namespaces, settings.Executors, cancellationToken);
        await StartServiceAsync(cancellationToken);
        Console.WriteLine($"idle      {Memory}");
        await FillAsync(cancellationToken);
        await ChangeAsync(cancellationToken);
        await RestartAsync(cancellationToken);
        return await EndAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _service?.Dispose();
        await _events.DisposeAsync();
        _cluster?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Kubeconfig => Path.Combine(_folder, "kubeconfig");

    private string Memory => $"{Service.Process.Resident:0} MiB held, {Service.Process.Peak:0} MiB at most, {Service.Process.Work.TotalSeconds:0.0} s of work (cluster: {Cluster.Process.Work.TotalSeconds:0.0} s)";

    private async Task StartServiceAsync(CancellationToken cancellationToken)
    {
        // The operator's own pace is not what is measured: the cluster of this run starts what it gets at once.
        _service = await ServiceChild.StartAsync(new(settings.Service, Path.Combine(_folder, "data"), Kubeconfig, settings.Load.Namespaces, All, StartsPerSecond: 1000), cancellationToken);
        await _events.FollowAsync(Service.Http);
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var load = new LoadRun(settings.Load, Service.Http);
        Console.WriteLine($"submit    {await load.SubmitAsync(cancellationToken)}");
        foreach (var failure in load.Failures.Take(3)) Console.WriteLine($"          {failure}");
        await _events.UntilAsync(JobState.Running, load.Ids.Count, cancellationToken);
        Console.WriteLine($"start     all {load.Ids.Count} run after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s; from pod to API {await VisibleAsync(JobState.Running, 0, cancellationToken)}");
        Console.WriteLine($"full      {Memory}");
    }

    private async Task ChangeAsync(CancellationToken cancellationToken)
    {
        var changes = Math.Min(settings.Changes, All);
        await Cluster.EndAsync(changes, settings.ChangeRate, cancellationToken);
        await _events.UntilAsync(JobState.Succeeded, changes, cancellationToken);
        Console.WriteLine($"visible   {settings.ChangeRate} changes/s among {All}: {await VisibleAsync(JobState.Succeeded, 0, cancellationToken)}");
        Console.WriteLine($"          {Memory}");
    }

    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        var before = _events.Count(JobState.Succeeded);
        var missed = Math.Min(settings.Missed, All - before);
        Service.Kill();
        await Cluster.EndAsync(missed, 0, cancellationToken);
        Service.Dispose();
        var began = Stopwatch.GetTimestamp();
        await StartServiceAsync(cancellationToken);
        var listens = Stopwatch.GetElapsedTime(began);
        await _events.UntilAsync(JobState.Succeeded, before + Math.Min(1, missed), cancellationToken);
        var first = Stopwatch.GetElapsedTime(began);
        await _events.UntilAsync(JobState.Succeeded, before + missed, cancellationToken);
        Console.WriteLine($"restart   listens after {listens.TotalSeconds:0.00} s; of {missed} that ended meanwhile the first shows after {first.TotalSeconds:0.00} s, all after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s");
        Console.WriteLine($"          {Memory}");
    }

    private async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        var before = _events.Count(JobState.Succeeded);
        var began = Stopwatch.GetTimestamp();
        await Cluster.EndAsync(All - before, 0, cancellationToken);
        await _events.UntilAsync(JobState.Succeeded, All, cancellationToken);
        Console.WriteLine($"rest      {All - before} that end at once: all show after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, {await VisibleAsync(JobState.Succeeded, before, cancellationToken)}");
        Console.WriteLine($"          {Memory}");
        var repeated = _events.Count(JobState.Failed) + _events.Count(JobState.Lost) + _events.Count(JobState.Retrying);
        Console.WriteLine($"outcome   {_events.Count(JobState.Succeeded)} of {All} succeeded, {repeated} did not or were repeated, {_events.Doubled} events came twice");
        return repeated == 0 && _events.Doubled == 0 ? 0 : 1;
    }

    /// <summary>From the change on the cluster to its event.</summary>
    private async Task<Latencies> VisibleAsync(JobState state, int after, CancellationToken cancellationToken)
    {
        var latencies = new Latencies();
        foreach (var change in (await Cluster.ChangesAsync(cancellationToken)).Where(change => change.State == state).Skip(after))
        {
            if (_events.Seen(change.JobId, state) is { } seen) latencies.Add(seen - change.At);
        }
        return latencies;
    }
}
