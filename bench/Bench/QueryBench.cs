using System.CommandLine;

namespace Floe.Bench;

/// <summary>What a query costs that has next to nothing to do: each in a session of its own, as jobs and the SQL endpoint have it.</summary>
internal static class QueryBench
{
    private static readonly string[] Queries =
    [
        "SELECT 1",
        "SELECT current_date()",
        "SELECT count(*) FROM ns.t",
        "SELECT count(*) FROM ns.t WHERE id = 5",
    ];

    public static Command Command()
    {
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 41 };
        var command = new Command("query", "Queries of next to nothing, in milliseconds.") { rounds };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(rounds), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int rounds, CancellationToken cancellationToken)
    {
        using var lake = new LocalLake();
        await lake.RunAsync("CREATE TABLE ns.t (id BIGINT); INSERT INTO ns.t SELECT * FROM range(10)", cancellationToken);
        foreach (var query in Queries)
        {
            var times = new List<double>();
            for (var round = -3; round < rounds; round++)
            {
                var seconds = await Measure.SecondsAsync(() => lake.RunAsync(query, cancellationToken));
                if (round >= 0) times.Add(seconds * 1000);
            }
            Console.WriteLine($"{query}: {Measure.Median(times):0.0} ms (median of {rounds}; {times.Min():0.0} to {times.Max():0.0})");
        }
    }
}
