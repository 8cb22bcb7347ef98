using System.Collections.Concurrent;

namespace Floe.JobService.Dispatch;

/// <summary>The runs of this process, by job.</summary>
internal sealed class RunningJobs
{
    private readonly ConcurrentDictionary<string, RunControl> _runs = [];
    private volatile bool _stopping;

    public RunControl Add(string jobId)
    {
        var control = new RunControl();
        if (!_runs.TryAdd(jobId, control)) throw new InvalidOperationException($"Job {jobId} runs already; two runs of it could write the same rows twice.");
        // Added first: either this sees the stop, or the stop sees the run.
        if (_stopping) control.Stop(RunEnd.ServiceStop);
        return control;
    }

    public void Remove(string jobId) => _runs.TryRemove(jobId, out _);

    /// <summary>Nothing happens where the job does not run here: a run that starts looks at the stored state.</summary>
    public void Cancel(string jobId)
    {
        if (_runs.TryGetValue(jobId, out var control)) control.Stop(RunEnd.Cancel);
    }

    /// <summary>The jobs that run here now.</summary>
    public IReadOnlyCollection<string> Ids => [.. _runs.Keys];

    /// <summary>Stops the runs there are and those that begin from now on.</summary>
    public void StopAll()
    {
        _stopping = true;
        foreach (var control in _runs.Values) control.Stop(RunEnd.ServiceStop);
    }

    /// <summary>Stops the runs there are: another process has them.</summary>
    public void LeaveAll()
    {
        foreach (var control in _runs.Values) control.Stop(RunEnd.TakenOver);
    }
}
