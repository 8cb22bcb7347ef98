using Floe.JobService.Contracts;

namespace Floe.JobService.Dispatch;

/// <summary>Stops a run that does not begin to run in time, and knows what it was waiting for.</summary>
internal sealed class StartLimit : IDisposable
{
    private readonly ITimer? _timer;
    private string? _waitsFor;

    public StartLimit(TimeSpan? left, RunControl control, TimeProvider time)
    {
        if (left is { } limit) _timer = time.CreateTimer(_ => control.Stop(RunEnd.StartTimeout), null, limit, Timeout.InfiniteTimeSpan);
    }

    public string? WaitsFor => Volatile.Read(ref _waitsFor);

    public void Entered(JobState state, string? reason)
    {
        if (state is JobState.Pending or JobState.Submitting) Volatile.Write(ref _waitsFor, reason);
        else _timer?.Dispose();
    }

    public void Dispose() => _timer?.Dispose();
}
