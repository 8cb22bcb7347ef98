using System.CommandLine;
using System.Globalization;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Scan;

namespace Floe.IcebergBench;

/// <summary>Planning a scan of many files: the limit is 250 ms for 10,000 files.</summary>
internal static class PlanBench
{
    public static Command Command()
    {
        var files = new Option<int>("--files") { DefaultValueFactory = _ => 10_000, Description = "Data files of the table" };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 10 };
        var command = new Command("plan", "Plans scans of a table with many files") { files, rounds };
        command.SetAction(parsed => RunAsync(parsed.GetValue(files), parsed.GetValue(rounds)));
        return command;
    }

    private static async Task RunAsync(int count, int rounds)
    {
        var io = new MemoryFileIO();
        var table = await BenchTable.CreateAsync(io);
        foreach (var some in BenchTable.Files(table, count).Chunk(Math.Max(1, count / 10))) await table.NewAppend().AddRange(some).CommitAsync(CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} files, metadata of {io.Bytes / 1024} KiB; limit for 10,000 files: 250 ms"));
        await RunAsync(table, "all files", null, rounds, count);
        await RunAsync(table, "a point by its bounds", Predicate.Equal("id", 123_456_789L), rounds, count);
        await RunAsync(table, "a month by its partition", Predicate.And(Predicate.GreaterOrEqual("since", 18_262), Predicate.Less("since", 18_290)), rounds, count);
    }

    private static Task RunAsync(Table table, string name, Predicate? filter, int rounds, int count)
    {
        var scan = filter is null ? table.NewScan() : table.NewScan().Where(filter);
        return Rounds.RunAsync(name, rounds, () => scan.PlanAsync(CancellationToken.None), seconds => Rounds.PerSecond(count, seconds));
    }
}
