namespace Floe.JobService.Jobs;

/// <summary>One job's signal. Take <see cref="Next"/> before looking, and await it after: what comes in between has completed it.</summary>
internal sealed class JobSignal
{
    private TaskCompletionSource _next = New();
    private int _stateVersion;

    /// <summary>Completes at the next change after this was read.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Goes up with each change of state, so that a follower of the log reads the state only then.</summary>
    public int StateVersion => Volatile.Read(ref _stateVersion);

    public void Pulse(bool stateChanged)
    {
        if (stateChanged) Interlocked.Increment(ref _stateVersion);
        Interlocked.Exchange(ref _next, New()).SetResult();
    }

    // A follower's work must not run on the thread that writes the log.
    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
