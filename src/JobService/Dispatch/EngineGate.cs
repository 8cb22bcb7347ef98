using System.Threading.RateLimiting;
using Floe.JobService.Engines;

namespace Floe.JobService.Dispatch;

/// <summary>Whether one engine takes one more run now: by the number it has, and by a token bucket.</summary>
internal sealed class EngineGate : IDisposable
{
    private readonly EngineAdmission _admission;
    private readonly TokenBucketRateLimiter? _tokens;
    private int _running;

    public EngineGate(EngineAdmission admission)
    {
        _admission = admission;
        if (admission.StartsPerSecond is not { } rate) return;
        Period = TimeSpan.FromSeconds(1 / rate);
        _tokens = new(new() { TokenLimit = admission.Burst, TokensPerPeriod = 1, ReplenishmentPeriod = Period.Value, QueueLimit = 0, AutoReplenishment = false });
    }

    /// <summary>How long one token takes to come; null where there is no limit.</summary>
    public TimeSpan? Period { get; }

    public int Running => Volatile.Read(ref _running);

    public bool IsFull => _admission.MaxRunning is { } max && Running >= max;

    public bool IsOpen
    {
        get
        {
            _tokens?.TryReplenish();
            return !IsFull && _tokens?.GetStatistics()!.CurrentAvailablePermits is not 0;
        }
    }

    /// <summary>Counts a run that starts. Called by the dispatcher alone, after it saw the gate open.</summary>
    public void Start()
    {
        _tokens?.AttemptAcquire().Dispose();
        Interlocked.Increment(ref _running);
    }

    /// <summary>Counts a run that was there before.</summary>
    public void Adopt() => Interlocked.Increment(ref _running);

    public void End() => Interlocked.Decrement(ref _running);

    public void Dispose() => _tokens?.Dispose();
}
