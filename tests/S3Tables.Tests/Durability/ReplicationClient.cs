using System.Globalization;
using DuckDB.NET.Data;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Spec;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Tests.Storage;
using Table = Floe.Iceberg.Operations.Table;
using TableMetadata = Floe.Iceberg.Spec.TableMetadata;

namespace Floe.S3Tables.Tests.Durability;

/// <summary>
/// Appends to a table that is replicated, one Parquet file with one row a step. After a restart the replica reaches the source's step without a further commit, with
/// the same rows in files of its own.
/// </summary>
internal sealed class ReplicationClient : IClientUnderKill
{
    private static readonly TableIdentifier Identifier = new(TablesUnderKill.Namespace, "t");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private TableBucketArn _source = null!;
    private TableBucketArn _target = null!;
    private int _acknowledged;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task PrepareAsync(ServiceProcess service)
    {
        using var tables = new TablesUnderKill(service);
        _source = await tables.CreateAsync("replicated", "strict", Identifier.Name);
        _target = TableBucketArn.Parse((await tables.Client.CreateTableBucketAsync(new("replica"), Token)).Arn);
        await tables.Client.PutTableBucketReplicationAsync(
            _source, new ReplicationConfiguration("arn:aws:iam::000000000000:role/replicator", [new([new(_target.ToString())])]), cancellationToken: Token);
    }

    public async Task RunAsync(ServiceProcess service, KillSwitch kill)
    {
        using var tables = new TablesUnderKill(service);
        using var catalog = tables.Open(_source);
        using var files = new FilesUnderKill(service);
        using var duck = OpenDuck();
        await kill.RunUntilThrownAsync(async () =>
        {
            var table = await Table.LoadAsync(catalog, Identifier, files.IO, null, Token);
            await using var staged = files.IO.Stage(table.NewDataLocation());
            Execute(duck, string.Create(CultureInfo.InvariantCulture, $"COPY (SELECT {_acknowledged + 1}::BIGINT AS id) TO '{staged.Path}' (FORMAT parquet, FIELD_IDS {{id: 1}})"));
            await staged.PublishAsync(Token);
            await table.NewAppend().Add(new DataFile { Path = staged.Location, RecordCount = 1, FileSizeInBytes = new FileInfo(staged.Path).Length }).CommitAsync(Token);
            _acknowledged++;
        });
    }

    public async Task CheckAsync(ServiceProcess service)
    {
        using var tables = new TablesUnderKill(service);
        using var source = tables.Open(_source);
        using var replica = tables.Open(_target);
        var step = StepOf((await source.LoadTableAsync(Identifier, Token)).Metadata);
        Assert.InRange(step, _acknowledged, _acknowledged + 1);
        _acknowledged = step;

        var copy = await ReachedAsync(replica, step);
        using var files = new FilesUnderKill(service);
        var rows = await ReadAsync(copy, files);
        Assert.Equal(Enumerable.Range(1, step).Select(id => (long)id), rows.Order());
    }

    /// <summary>Waits for the replica to be where its source is.</summary>
    private static async Task<TableMetadata> ReachedAsync(RestCatalog replica, int step)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Token);
        timeout.CancelAfter(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var metadata = await FindAsync(replica);
            if (metadata is not null && StepOf(metadata) is var reached)
            {
                Assert.True(reached <= step, $"The replica is at step {reached}, ahead of its source at {step}.");
                if (reached == step) return metadata;
            }
            await timer.WaitForNextTickAsync(timeout.Token);
        }
    }

    /// <summary>Null before there is a replica.</summary>
    private static async Task<TableMetadata?> FindAsync(RestCatalog catalog)
    {
        try
        {
            return (await catalog.LoadTableAsync(Identifier, Token)).Metadata;
        }
        catch (NoSuchTableException)
        {
            return null;
        }
    }

    private static int StepOf(TableMetadata table) =>
        table.CurrentSnapshot is { } snapshot ? int.Parse(snapshot.Summary["total-data-files"], CultureInfo.InvariantCulture) : 0;

    /// <summary>The rows of the table's files, all of which must be in its own bucket.</summary>
    private static async Task<IReadOnlyList<long>> ReadAsync(TableMetadata table, FilesUnderKill files)
    {
        var manifests = new ManifestStore(files.IO);
        var entries = (await manifests.ReadAllAsync(await manifests.ReadListAsync(table.CurrentSnapshot, Token), table, Token)).SelectMany(manifest => manifest.Entries).Where(entry => entry.IsLive);
        using var duck = OpenDuck();
        var rows = new List<long>();
        foreach (var file in entries.Select(entry => entry.File))
        {
            Assert.StartsWith($"{table.Location}/", file.Path);
            await using var local = await files.IO.OpenAsync(file.Path, Token);
            Assert.Equal(file.FileSizeInBytes, local.Length);
            rows.Add((long)Execute(duck, $"SELECT id FROM read_parquet('{local.Path}')")!);
        }
        return rows;
    }

    private static DuckDBConnection OpenDuck()
    {
        var duck = new DuckDBConnection("Data Source=:memory:");
        duck.Open();
        return duck;
    }

    private static object? Execute(DuckDBConnection duck, string sql)
    {
        using var command = duck.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
