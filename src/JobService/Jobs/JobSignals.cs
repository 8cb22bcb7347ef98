namespace Floe.JobService.Jobs;

/// <summary>
/// Tells those who follow a job that its log or its state has more to read. Carries no data: a follower reads the store and the log, so
/// nothing is lost or kept for slow ones. Costs nothing while nobody follows.
/// </summary>
internal sealed class JobSignals
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];

    /// <summary>Whoever follows the job disposes the subscription at the end.</summary>
    public JobSubscription Subscribe(string jobId)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(jobId, out var entry)) _entries[jobId] = entry = new Entry();
            entry.Followers++;
            return new JobSubscription(entry.Signal, () => Leave(jobId, entry));
        }
    }

    public void LogGrew(string jobId) => Find(jobId)?.Pulse(stateChanged: false);

    public void StateChanged(string jobId)
    {
        Find(jobId)?.Pulse(stateChanged: true);
        Any.Pulse(stateChanged: true);
    }

    /// <summary>Told of the states of all jobs.</summary>
    public JobSignal Any { get; } = new();

    /// <summary>Whatever was missed: everybody looks once.</summary>
    public void AllChanged()
    {
        List<JobSignal> all;
        lock (_lock) all = [.. _entries.Values.Select(entry => entry.Signal)];
        foreach (var signal in all) signal.Pulse(stateChanged: true);
        Any.Pulse(stateChanged: true);
    }

    private JobSignal? Find(string jobId)
    {
        lock (_lock) return _entries.GetValueOrDefault(jobId)?.Signal;
    }

    private void Leave(string jobId, Entry entry)
    {
        lock (_lock)
        {
            if (--entry.Followers == 0) _entries.Remove(jobId);
        }
    }

    private sealed class Entry
    {
        public JobSignal Signal { get; } = new();

        public int Followers { get; set; }
    }
}
