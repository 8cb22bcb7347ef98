using System.CommandLine;
using DuckDB.NET.Data;

namespace Floe.Bench;

/// <summary>A whole table through the engine, beside DuckDB's read_parquet of the same files with the same query. Rounds take turns.</summary>
internal static class ScanBench
{
    private const string Query = "SELECT count(*), sum(id), max(name), avg(salary), count(DISTINCT level) FROM";

    public static Command Command()
    {
        var rows = new Option<long>("--rows") { DefaultValueFactory = _ => 20_000_000 };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 7 };
        var command = new Command("scan", "A full scan through the engine, beside DuckDB's read_parquet of the same files.") { rows, rounds };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(rows), parsed.GetValue(rounds), cancellationToken));
        return command;
    }

    private static async Task RunAsync(long rows, int rounds, CancellationToken cancellationToken)
    {
        using var lake = new LocalLake();
        await lake.RunAsync("CREATE TABLE ns.t (id BIGINT, name STRING, level STRING, salary DOUBLE) TBLPROPERTIES ('write.target-file-size-bytes' = '67108864')", cancellationToken);
        await lake.RunAsync($"INSERT INTO ns.t SELECT i, 'employee ' || hash(i), CASE i % 3 WHEN 0 THEN 'junior' WHEN 1 THEN 'senior' ELSE 'lead' END, i * 1.5 FROM range({rows}) r(i)", cancellationToken);
        var paths = await lake.PathsAsync("t", cancellationToken);
        List<double> duck = [], floe = [];
        for (var round = 0; round <= rounds; round++)
        {
            var alone = await Measure.SecondsAsync(() => Task.Run(() => Alone(paths), cancellationToken));
            var engine = await Measure.SecondsAsync(() => lake.RunAsync($"{Query} ns.t", cancellationToken));
            if (round == 0) continue;
            duck.Add(alone);
            floe.Add(engine);
        }
        Console.WriteLine(
            $"full scan of {rows:N0} rows in {paths.Count} files: read_parquet {Measure.Median(duck):0.000} s, engine {Measure.Median(floe):0.000} s, "
            + $"speed {Measure.Median(duck) / Measure.Median(floe):0.00} of read_parquet (medians of {rounds})");
    }

    private static void Alone(IReadOnlyList<string> paths)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SET threads = {Environment.ProcessorCount}; {Query} read_parquet([{string.Join(", ", paths.Select(path => $"'{path}'"))}])";
        using var reader = command.ExecuteReader();
        while (reader.Read()) _ = reader.GetValue(0);
    }
}
