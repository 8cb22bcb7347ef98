namespace Floe.JobService.Kubernetes;

/// <summary>How a list-watch loop behaves in time.</summary>
internal sealed record ListWatchTimes
{
    public const int PageSize = 500;

    /// <summary>How long one watch is asked to last; the server may end it sooner.</summary>
    public TimeSpan Watch { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A watch that says nothing for so long may be dead and is opened again. Bookmarks come once a minute, but not for kinds that nobody in the
    /// cluster changes (seen with 1.32): there an open watch is silent too, and another one costs a request.
    /// </summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(2.5);

    /// <summary>Everything is listed again after so long, whatever the watch said.</summary>
    public TimeSpan Resync { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(20);
}
