using Floe.S3TablesBench.Load;
using Floe.S3TablesBench.Peers;

namespace Floe.S3TablesBench.Measures;

/// <summary>One kind of call on several peers. Rounds take turns, so that all see the same machine; the first is a warm-up.</summary>
internal sealed class Comparison(int rounds, TimeSpan time, string only)
{
    /// <param name="name">For the printed lines.</param>
    /// <param name="connections">How many at once.</param>
    /// <param name="peers">The first is what the others are compared with.</param>
    /// <param name="turnOf">The call, prepared for a peer.</param>
    /// <param name="label">What to print instead of a peer's name.</param>
    public void Run(string name, int connections, IReadOnlyList<Peer> peers, Func<Peer, Turn> turnOf, string? label = null)
    {
        if (!name.Contains(only, StringComparison.OrdinalIgnoreCase)) return;
        var results = peers.Select(_ => new List<LoadResult>()).ToList();
        var turns = peers.Select(turnOf).ToList();
        var counts = new long[peers.Count];
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < peers.Count; i++)
            {
                var result = LoadRun.Run(peers[i].Endpoint, connections, time, turns[i], ref counts[i]);
                if (round > 0) results[i].Add(result);
            }
        }
        var medians = results.ConvertAll(LoadResult.MedianOf);
        for (var i = 0; i < peers.Count; i++)
            Console.WriteLine($"| {name} | {connections} | {label ?? peers[i].Name} | {medians[i].Rate:#,0.0} | {medians[i].Median:0.00} | {medians[i].P99:0.00} | {(i == 0 ? "" : $"{medians[0].Rate / medians[i].Rate:0.00}")} |");
    }

    public static void PrintHead() => Console.WriteLine("| call | connections | service | calls/s | median ms | p99 ms | Floe is … times as fast |\n|---|---|---|---|---|---|---|");
}
