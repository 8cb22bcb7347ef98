using System.CommandLine;

namespace Floe.Bench;

/// <summary>Many small appends to one table: the time of each should not grow with their number, as small manifests are merged.</summary>
internal static class AppendBench
{
    public static Command Command()
    {
        var appends = new Option<int>("--appends") { DefaultValueFactory = _ => 1000 };
        var command = new Command("appends", "Small appends to one table, through SQL.") { appends };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(appends), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int appends, CancellationToken cancellationToken)
    {
        using var lake = new LocalLake();
        await lake.RunAsync("CREATE TABLE ns.t (id BIGINT, name STRING)", cancellationToken);
        var seconds = new List<double>();
        // One script, so that what is measured is the statement and not the start of an engine.
        var result = await lake.RunAsync(string.Join(";", Enumerable.Range(0, appends).Select(i => $"INSERT INTO ns.t VALUES ({i}, 'n{i}')")), cancellationToken);
        seconds.AddRange(result.Statements.Select(statement => statement.Duration.TotalSeconds));
        var tenth = Math.Max(1, appends / 10);
        var (first, last) = (Measure.Median(seconds.Skip(tenth / 10).Take(tenth)), Measure.Median(seconds.TakeLast(tenth)));
        Console.WriteLine($"{appends} appends: the first tenth {first * 1000:0.0} ms each, the last tenth {last * 1000:0.0} ms each, {last / first:0.00} times as long");
    }
}
