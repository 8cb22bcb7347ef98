using System.CommandLine;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Signing;
using Floe.S3TablesBench.Load;
using Floe.S3TablesBench.Peers;

namespace Floe.S3TablesBench.Measures;

/// <summary>Durable commits through the Iceberg REST catalog, on one table and on sixteen. No peer has such a catalog; moto's nearest call stands beside it in <c>tables</c>.</summary>
internal static class CommitsBench
{
    private const int Tables = 16;

    public static Command Command()
    {
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 5 };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3 };
        var command = new Command("commits", "Iceberg REST commits: one writer, 16 writers of one table, 16 writers of 16 tables.") { seconds, rounds };
        command.SetAction((parsed, cancellationToken) => RunAsync(TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(rounds), cancellationToken));
        return command;
    }

    private static async Task RunAsync(TimeSpan time, int rounds, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("floe-bench-");
        using var floe = await FloePeer.StartAsync(folder.FullName, cancellationToken);
        using var load = new CommitLoad(floe, await CreateBucketAsync(floe, cancellationToken));
        var tables = await CreateTablesAsync(load, cancellationToken);

        await MeasureAsync("1 writer, 1 table", [tables[0]]);
        await MeasureAsync("16 writers, 1 table, refused ones wait as Iceberg does", [.. Enumerable.Repeat(tables[1], Tables)], waitsAfterConflict: true);
        await MeasureAsync("16 writers, 1 table, refused ones try again at once", [.. Enumerable.Repeat(tables[2], Tables)]);
        await MeasureAsync("16 writers, 16 tables", tables);
        floe.Dispose();
        folder.Delete(recursive: true);

        async Task MeasureAsync(string name, IReadOnlyList<TableIdentifier> writers, bool waitsAfterConflict = false)
        {
            await load.RunAsync(writers, waitsAfterConflict, time / 2, cancellationToken);
            var results = new List<(double Commits, double Conflicts, LoadResult Times)>();
            for (var round = 0; round < rounds; round++)
            {
                var (commits, conflicts, milliseconds) = await load.RunAsync(writers, waitsAfterConflict, time, cancellationToken);
                results.Add((commits, conflicts, LoadResult.Of(milliseconds, time.TotalSeconds)));
            }
            var (rate, refused, times) = results.OrderBy(result => result.Commits).ElementAt(rounds / 2);
            Console.WriteLine($"{name}: {rate:0} commits/s ({refused:0} refused attempts/s), median {times.Median:0.0} ms, p99 {times.P99:0.0} ms");
        }
    }

    private static async Task<string> CreateBucketAsync(Peer floe, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SigV4SigningHandler(_ => ValueTask.FromResult(new AwsCredentials("test", "test")), "us-east-1", "s3tables", TimeProvider.System)
        {
            InnerHandler = new SocketsHttpHandler(),
        });
        return (await new S3TablesClient(http, floe.Endpoint).CreateTableBucketAsync(new("bench"), cancellationToken)).Arn;
    }

    private static async Task<List<TableIdentifier>> CreateTablesAsync(CommitLoad load, CancellationToken cancellationToken)
    {
        using var catalog = load.OpenCatalog();
        await catalog.CreateNamespaceAsync("ns", null, cancellationToken);
        var schema = new Schema(0, [new NestedField(1, "id", false, PrimitiveType.Long), new NestedField(2, "name", false, PrimitiveType.String)]);
        var tables = Enumerable.Range(0, Tables).Select(i => new TableIdentifier("ns", $"t{i}")).ToList();
        foreach (var table in tables) await catalog.CreateTableAsync("ns", new CreateTableRequest(table.Name, schema), cancellationToken);
        return tables;
    }
}
