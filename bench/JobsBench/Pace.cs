using System.Diagnostics;

namespace Floe.JobsBench;

/// <summary>Does something so many times at an even rate; what falls behind is made up for.</summary>
internal static class Pace
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <param name="count">How many times in all.</param>
    /// <param name="perSecond">How many times a second; 0: as fast as it goes.</param>
    /// <param name="act">Gets the number of the time, from 1.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task DoAsync(int count, double perSecond, Action<int> act, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick);
        var began = Stopwatch.GetTimestamp();
        for (var done = 0; done < count;)
        {
            var due = perSecond == 0 ? count : Math.Min(count, 1 + (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * perSecond));
            while (done < due) act(++done);
            if (done < count) await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
