using System.Diagnostics;

namespace Floe.S3TablesBench.Load;

/// <summary>What a worker does once; <paramref name="turn"/> counts over all workers, so a turn is nobody else's.</summary>
internal delegate void Turn(Connection connection, long turn);

/// <summary>Keeps some connections busy for a while and counts.</summary>
internal static class LoadRun
{
    public static LoadResult Run(Uri endpoint, int connections, TimeSpan time, Turn turn, ref long turns)
    {
        var latencies = new List<double>[connections];
        var next = turns;
        using var barrier = new Barrier(connections + 1);
        var failures = new Exception?[connections];
        var deadline = 0L;
        var threads = Enumerable.Range(0, connections).Select(worker => new Thread(() =>
        {
            var mine = latencies[worker] = [];
            using var connection = new Connection(endpoint);
            barrier.SignalAndWait();
            try
            {
                for (var started = Stopwatch.GetTimestamp(); started < deadline;)
                {
                    turn(connection, Interlocked.Increment(ref next));
                    var ended = Stopwatch.GetTimestamp();
                    mine.Add(Stopwatch.GetElapsedTime(started, ended).TotalMilliseconds);
                    started = ended;
                }
            }
#pragma warning disable CA1031 // Thrown again by the run.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failures[worker] = e;
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        deadline = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var begun = Stopwatch.GetTimestamp();
        barrier.SignalAndWait();
        threads.ForEach(thread => thread.Join());
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        if (failures.FirstOrDefault(failure => failure is not null) is { } first) throw new InvalidOperationException($"The load on {endpoint} failed: {first.Message}", first);
        turns = next;
        return LoadResult.Of(latencies.SelectMany(list => list), seconds);
    }
}
