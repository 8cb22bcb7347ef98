using System.Collections.Concurrent;

namespace Floe.JobService.Dispatch;

/// <summary>The runs of this process, by job.</summary>
internal sealed class RunningJobs
{
    private readonly ConcurrentDictionary<string, RunControl> _runs = [];

    public RunControl Add(string jobId)
    {
        var control = new RunControl();
        return _runs.TryAdd(jobId, control)
            ? control
            : throw new InvalidOperationException($"Job {jobId} runs already; two runs of it could write the same rows twice.");
    }

    public void Remove(string jobId) => _runs.TryRemove(jobId, out _);

    /// <summary>Nothing happens where the job does not run here: a run that starts looks at the stored state.</summary>
    public void Cancel(string jobId)
    {
        if (_runs.TryGetValue(jobId, out var control)) control.Stop(RunEnd.Cancel);
    }

    public void StopAll()
    {
        foreach (var control in _runs.Values) control.Stop(RunEnd.ServiceStop);
    }
}
