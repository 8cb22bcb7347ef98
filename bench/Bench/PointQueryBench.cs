using System.CommandLine;
using System.Globalization;

namespace Floe.Bench;

/// <summary>One row of a sorted table of many files: how many files are read, and how long it takes beside reading all of them.</summary>
internal static class PointQueryBench
{
    public static Command Command()
    {
        var files = new Option<int>("--files") { DefaultValueFactory = _ => 500 };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 7 };
        var command = new Command("point", "A point query on a sorted table of many files.") { files, rounds };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(files), parsed.GetValue(rounds), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int files, int rounds, CancellationToken cancellationToken)
    {
        using var lake = new LocalLake();
        await lake.RunAsync("CREATE TABLE ns.t (id BIGINT, name STRING)", cancellationToken);
        await lake.RunAsync(string.Join(";", Enumerable.Range(0, files).Select(file => $"INSERT INTO ns.t SELECT i, 'n' || i FROM range({file * 1000L}, {(file + 1) * 1000L}) r(i)")), cancellationToken);
        var wanted = files * 500L;
        var plan = (await lake.RunAsync($"EXPLAIN SELECT name FROM ns.t WHERE id = {wanted}", cancellationToken)).Result!;
        var line = plan.Rows.Select(row => (string)row[0]!).First(line => line.StartsWith("  files: ", StringComparison.Ordinal));
        var read = int.Parse(line["  files: ".Length..].Split(' ')[0], CultureInfo.InvariantCulture);
        List<double> point = [], whole = [];
        for (var round = 0; round <= rounds; round++)
        {
            var one = await Measure.SecondsAsync(() => lake.RunAsync($"SELECT name FROM ns.t WHERE id = {wanted}", cancellationToken));
            var all = await Measure.SecondsAsync(() => lake.RunAsync($"SELECT name FROM ns.t WHERE id + 0 = {wanted}", cancellationToken));
            if (round == 0) continue;
            point.Add(one);
            whole.Add(all);
        }
        Console.WriteLine(
            $"point query on {files} sorted files: {read} read ({100.0 * read / files:0.0} %), {Measure.Median(point) * 1000:0} ms; the same row found by reading all files {Measure.Median(whole) * 1000:0} ms");
    }
}
