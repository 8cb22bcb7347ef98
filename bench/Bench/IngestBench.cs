using System.CommandLine;
using Floe.DataGen.Employees;
using Floe.Testing;

namespace Floe.Bench;

/// <summary>A CSV in the bucket to a committed table, beside DuckDB's own COPY of the same file. Rounds take turns, so that both see the same machine.</summary>
internal static class IngestBench
{
    public static Command Command()
    {
        var rows = new Option<long>("--rows") { DefaultValueFactory = _ => 5_000_000 };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5 };
        var command = new Command("ingest", "CSV in the bucket to committed table, beside DuckDB's COPY.") { rows, rounds };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(rows), parsed.GetValue(rounds), cancellationToken));
        return command;
    }

    private static async Task RunAsync(long rows, int rounds, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var csv = Path.Combine(folder.Path, "employees.csv");
        WriteCsv(csv, rows);
        await using var platform = await RunningPlatform.StartAsync(Path.Combine(folder.Path, "floe"), cancellationToken);
        var job = new EmployeesJob(platform);
        await job.PrepareAsync(rows, cancellationToken);

        List<double> duck = [], floe = [];
        for (var round = 0; round <= rounds; round++)
        {
            var parquet = Path.Combine(folder.Path, $"{round}.parquet");
            var alone = await Measure.SecondsAsync(() => Task.Run(() => DuckDbAlone.Copy(csv, parquet), cancellationToken));
            var whole = await Measure.SecondsAsync(() => job.RunAsync(cancellationToken));
            Console.WriteLine($"{(round == 0 ? "warm-up" : $"round {round}")}: DuckDB COPY {alone:0.00} s, Floe job {whole:0.00} s, ratio {whole / alone:0.00}");
            File.Delete(parquet);
            if (round == 0) continue;
            duck.Add(alone);
            floe.Add(whole);
        }
        Console.WriteLine(
            $"{rows:N0} rows, {new FileInfo(csv).Length / 1e6:0.0} MB: DuckDB COPY {Measure.Median(duck):0.00} s, Floe job {Measure.Median(floe):0.00} s, "
            + $"ratio of medians {Measure.Median(floe) / Measure.Median(duck):0.00}");
    }

    private static void WriteCsv(string path, long rows)
    {
        var employees = new EmployeeGenerator(rows, 1);
        var buffer = new byte[1 << 20];
        using var file = File.Create(path);
        for (var length = employees.Fill(buffer); length > 0; length = employees.Fill(buffer)) file.Write(buffer, 0, length);
    }
}
