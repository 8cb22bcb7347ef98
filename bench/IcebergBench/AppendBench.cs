using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Floe.IcebergBench;

/// <summary>Many appends to one table: each should take as long as the one before it.</summary>
internal static class AppendBench
{
    public static Command Command()
    {
        var commits = new Option<int>("--commits") { DefaultValueFactory = _ => 1000 };
        var expire = new Option<int?>("--retain") { Description = "Expire snapshots after every hundred commits, keeping so many" };
        var command = new Command("appends", "Appends a file again and again") { commits, expire };
        command.SetAction(parsed => RunAsync(parsed.GetValue(commits), parsed.GetValue(expire)));
        return command;
    }

    private static async Task RunAsync(int commits, int? retain)
    {
        var table = await BenchTable.CreateAsync(new MemoryFileIO());
        var catalog = (MemoryCatalog)table.Catalog;
        for (var done = 0; done < commits;)
        {
            var (times, server) = (new List<double>(), new List<double>());
            for (; times.Count < 100 && done < commits; done++)
            {
                var (started, serverBefore) = (Stopwatch.GetTimestamp(), catalog.ServerTime);
                await table.NewAppend().Add(BenchTable.File(table, done)).CommitAsync(CancellationToken.None);
                server.Add((catalog.ServerTime - serverBefore).TotalMilliseconds);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds - server[^1]);
            }
            if (retain is { } count) await table.NewExpireSnapshots().OlderThan(DateTimeOffset.MaxValue).RetainLast(count).CommitAsync(CancellationToken.None);
            times.Sort();
            server.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"commits to {done,5}: median {times[times.Count / 2]:F1} ms, longest {times[^1]:F1} ms, and in the catalog {server[server.Count / 2]:F1} ms"));
        }
    }
}
