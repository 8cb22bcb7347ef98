namespace Floe.JobService.Dispatch;

/// <summary>How long a <see cref="ILeaderWork"/> has nothing to do.</summary>
/// <param name="AtMost">Until the next thing is due.</param>
/// <param name="Unless">Ends the pause: there may be something new. Taken before the work looked.</param>
internal readonly record struct LeaderPause(TimeSpan AtMost, Task? Unless = null)
{
    /// <summary>Longer pauses are looked into: the clock may have been set, and another process may have changed what is due.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Until the time, if there is one.</summary>
    public static LeaderPause Until(DateTimeOffset? due, DateTimeOffset now, Task unless)
    {
        var left = due - now ?? Longest;
        return new(left > Longest ? Longest : left > TimeSpan.Zero ? left : TimeSpan.Zero, unless);
    }
}
