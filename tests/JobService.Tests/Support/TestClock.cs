using System.Collections.Concurrent;

namespace Floe.JobService.Tests.Support;

/// <summary>The time of day is the test's. Waits take as long as they say, but those that the test moves the time past are over at once.</summary>
public sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    private readonly ConcurrentDictionary<Timer, bool> _timers = [];
    private long _ticks = now.UtcTicks;

    public DateTimeOffset Now
    {
        get => new(Volatile.Read(ref _ticks), TimeSpan.Zero);
        set
        {
            Volatile.Write(ref _ticks, value.UtcTicks);
            foreach (var timer in _timers.Keys) timer.Look();
        }
    }

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, System.CreateTimer(callback, state, dueTime, period), dueTime, period);
        _timers[timer] = true;
        return timer;
    }

    private sealed class Timer(TestClock clock, ITimer inner, TimeSpan dueTime, TimeSpan period) : ITimer
    {
        private DateTimeOffset? _due = Due(clock, dueTime);

        public void Look()
        {
            if (_due is not { } due || due > clock.Now) return;
            _due = null;
            inner.Change(TimeSpan.Zero, period);
        }

        public bool Change(TimeSpan due, TimeSpan every)
        {
            _due = Due(clock, due);
            return inner.Change(due, every);
        }

        public void Dispose()
        {
            clock._timers.TryRemove(this, out _);
            inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            clock._timers.TryRemove(this, out _);
            return inner.DisposeAsync();
        }

        private static DateTimeOffset? Due(TestClock clock, TimeSpan due) => due == Timeout.InfiniteTimeSpan ? null : clock.Now + due;
    }
}
