using System.Net;
using System.Text;
using DuckDB.NET.Data;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Spec;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Hosting;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.Replication;
using Floe.S3Tables.Storage;
using Floe.S3Tables.Tests.Rest;
using Floe.S3Tables.Tests.Storage;
using Floe.S3Tables.Tests.TablesApi;
using Table = Floe.Iceberg.Operations.Table;

namespace Floe.S3Tables.Tests.Replication;

public sealed class ReplicationTests
{
    private static readonly TableIdentifier Identifier = new("ns", "t");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_replica_has_the_source_s_rows_in_files_of_its_own()
    {
        await using var lake = await Lake.StartAsync();
        var source = await lake.CreateTableAsync();
        await AppendAsync(lake, "one");
        var target = await lake.CreateBucketAsync("copy");
        await lake.Client.PutTableBucketReplicationAsync(lake.Bucket, To(target), cancellationToken: Cancellation);
        await AppendAsync(lake, "two");
        await DoneAsync(lake);

        var (own, replica) = (await lake.Client.GetTableAsync(source, Cancellation), await lake.Client.GetTableAsync(source with { Bucket = target }, Cancellation));
        var files = await ReadAsync(lake, target);

        Assert.Equal(own.TableArn, replica.ManagedTableInformation?.ReplicationInformation?.SourceTableArn);
        Assert.Null(own.ManagedTableInformation);
        Assert.Equal(["one", "two"], files.Select(file => file.Content).Order());
        Assert.All(files, file => Assert.StartsWith($"{replica.WarehouseLocation}/", file.Path));
    }

    [Fact]
    public async Task Every_path_of_a_replica_leads_into_its_own_bucket()
    {
        await using var lake = await Lake.StartAsync();
        await lake.CreateTableAsync();
        var target = await lake.CreateBucketAsync("copy");
        await lake.Client.PutTableBucketReplicationAsync(lake.Bucket, To(target), cancellationToken: Cancellation);
        foreach (var content in new[] { "one", "two", "three" }) await AppendAsync(lake, content);
        await DoneAsync(lake);
        var warehouse = (await lake.Client.GetTableAsync(lake.Table("t"), Cancellation)).WarehouseLocation["s3://".Length..];
        var replica = (await lake.Client.GetTableAsync(lake.Table("t") with { Bucket = target }, Cancellation)).WarehouseLocation["s3://".Length..];
        var store = lake.Service<S3Store>();

        foreach (var info in store.Objects.List(replica, new ListingQuery()).Objects)
            Assert.DoesNotContain(warehouse, Encoding.Latin1.GetString((await store.ReadAsync(replica, info.Key, Cancellation))!));
        using var catalog = Open(lake, target);
        Assert.Equal(3, (await catalog.LoadTableAsync(Identifier, Cancellation)).Metadata.Snapshots.Count);
    }

    [Fact]
    public async Task Position_deletes_of_a_replica_are_about_its_own_files()
    {
        await using var lake = await Lake.StartAsync();
        await lake.CreateTableAsync();
        await AppendAsync(lake, "one");
        var target = await lake.CreateBucketAsync("copy");
        using var catalog = lake.OpenCatalog();
        var io = lake.Service<S3Store>().FileIO;
        var table = await Table.LoadAsync(catalog, Identifier, io, null, Cancellation);
        var data = (await ReadAsync(lake, lake.Bucket)).Single().Path;
        var location = table.NewDataLocation("-deletes.parquet");
        await using (var staged = io.Stage(location))
        {
            Duck($"COPY (SELECT '{data}' AS file_path, 0::BIGINT AS pos) TO '{staged.Path}' (FORMAT parquet, FIELD_IDS {{file_path: 2147483546, pos: 2147483545}})");
            await staged.PublishAsync(Cancellation);
        }
        var size = (await io.ReadAsync(location, Cancellation)).Length;
        await table.NewRowDelta().AddDeletes(new DataFile { Content = FileContent.PositionDeletes, Path = location, RecordCount = 1, FileSizeInBytes = size }).CommitAsync(Cancellation);

        await lake.Client.PutTableBucketReplicationAsync(lake.Bucket, To(target), cancellationToken: Cancellation);
        await DoneAsync(lake);
        var files = (await EntriesAsync(lake, target)).ToLookup(file => file.Content);
        var deletes = Assert.Single(files[FileContent.PositionDeletes]);

        Assert.NotEqual(data, files[FileContent.Data].Single().Path);
        await using var local = await io.OpenAsync(deletes.Path, Cancellation);
        Assert.Equal(files[FileContent.Data].Single().Path, Duck($"SELECT file_path FROM read_parquet('{local.Path}') WHERE pos = 0"));
        Assert.Equal(deletes.FileSizeInBytes, local.Length);
    }

    [Fact]
    public async Task The_status_tells_what_was_copied_when()
    {
        await using var lake = await Lake.StartAsync();
        var place = await lake.CreateTableAsync();
        var target = await lake.CreateBucketAsync("copy");
        var arn = TableArn.Parse((await lake.Client.GetTableAsync(place, Cancellation)).TableArn);
        await Lake.RefusedAsync(() => lake.Client.GetTableReplicationStatusAsync(arn, Cancellation), 404, "NotFoundException");
        await lake.Client.PutTableReplicationAsync(arn, To(target), cancellationToken: Cancellation);
        await DoneAsync(lake);

        var status = Assert.Single((await lake.Client.GetTableReplicationStatusAsync(arn, Cancellation)).Destinations);

        Assert.Equal(("completed", target.ToString(), null), (status.ReplicationStatus, status.DestinationTableBucketArn, status.FailureMessage));
        Assert.Equal((await lake.Client.GetTableAsync(place with { Bucket = target }, Cancellation)).TableArn, status.DestinationTableArn);
        Assert.Equal((await lake.Client.GetTableAsync(place, Cancellation)).MetadataLocation, status.LastSuccessfulReplicatedUpdate!.MetadataLocation);
    }

    [Fact]
    public async Task A_table_that_is_in_the_way_is_a_failure_that_says_so_and_stays_as_it_is()
    {
        await using var lake = await Lake.StartAsync();
        var place = await lake.CreateTableAsync();
        var target = await lake.CreateBucketAsync("copy");
        await lake.Client.CreateNamespaceAsync(target, "ns", Cancellation);
        await lake.Client.CreateTableAsync(target, "ns", new("t"), Cancellation);
        var arn = TableArn.Parse((await lake.Client.GetTableAsync(place, Cancellation)).TableArn);
        await lake.Client.PutTableReplicationAsync(arn, To(target), cancellationToken: Cancellation);
        await DoneAsync(lake);

        var failed = Assert.Single((await lake.Client.GetTableReplicationStatusAsync(arn, Cancellation)).Destinations);
        Assert.Equal("failed", failed.ReplicationStatus);
        Assert.Contains("no replica", failed.FailureMessage);

        await lake.Client.DeleteTableAsync(place with { Bucket = target }, cancellationToken: Cancellation);
        await AppendAsync(lake, "one");
        await DoneAsync(lake);
        Assert.Equal("completed", Assert.Single((await lake.Client.GetTableReplicationStatusAsync(arn, Cancellation)).Destinations).ReplicationStatus);
    }

    [Fact]
    public async Task A_replica_is_read_only_by_every_way()
    {
        await using var lake = await Lake.StartAsync();
        var place = await lake.CreateTableAsync();
        var target = await lake.CreateBucketAsync("copy");
        await lake.Client.PutTableBucketReplicationAsync(lake.Bucket, To(target), cancellationToken: Cancellation);
        await DoneAsync(lake);
        var replica = place with { Bucket = target };
        var state = await lake.Client.GetTableMetadataLocationAsync(replica, Cancellation);
        using var catalog = Open(lake, target);
        using var s3 = lake.Signed(new("test", "test"), "s3");

        await Assert.ThrowsAsync<ForbiddenException>(() => catalog.CommitTableAsync(Identifier, [], [Commits.Property("a", "b")], Cancellation));
        await Assert.ThrowsAsync<ForbiddenException>(() => catalog.RenameTableAsync(Identifier, new("ns", "u"), Cancellation));
        await Lake.RefusedAsync(
            () => lake.Client.UpdateTableMetadataLocationAsync(replica, new(state.VersionToken, $"{state.WarehouseLocation}/metadata/x.metadata.json"), Cancellation), 403, "ForbiddenException");
        Assert.Equal(HttpStatusCode.Forbidden, (await s3.PutAsync($"/{state.WarehouseLocation["s3://".Length..]}/data/f", new StringContent("x"), Cancellation)).StatusCode);
        Assert.Equal(state.MetadataLocation, (await lake.Client.GetTableMetadataLocationAsync(replica, Cancellation)).MetadataLocation);
    }

    [Fact]
    public async Task A_replica_takes_its_source_s_new_name()
    {
        await using var lake = await Lake.StartAsync();
        var place = await lake.CreateTableAsync();
        await lake.Client.CreateNamespaceAsync(lake.Bucket, "other", Cancellation);
        var target = await lake.CreateBucketAsync("copy");
        await lake.Client.PutTableBucketReplicationAsync(lake.Bucket, To(target), cancellationToken: Cancellation);
        await DoneAsync(lake);
        var before = (await lake.Client.GetTableAsync(place with { Bucket = target }, Cancellation)).TableArn;

        await lake.Client.RenameTableAsync(place, new("other", "u"), Cancellation);
        await DoneAsync(lake);

        Assert.Equal(before, (await lake.Client.GetTableAsync(new TableReference(target, "other", "u"), Cancellation)).TableArn);
        Assert.Single(await lake.Client.ListTablesAsync(target, cancellationToken: Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task What_was_asked_for_before_a_stop_is_copied_after_the_start()
    {
        using var folder = new TemporaryFolder();
        var options = new S3TablesOptions { Port = 0, DataFolder = folder.Path };
        TableBucketArn target;
        await using (var lake = await Lake.StartOnAsync(options))
        {
            await lake.CreateTableAsync();
            target = await lake.CreateBucketAsync("copy");
            await lake.Client.PutTableBucketReplicationAsync(lake.Bucket, To(target), cancellationToken: Cancellation);
            await DoneAsync(lake);
            // As a process that dies right after the commit leaves it: asked for, not done.
            await lake.Service<Database>().WriteAsync(connection => connection.Execute("DELETE FROM replica"));
            await lake.Client.DeleteTableAsync(lake.Table("t") with { Bucket = target }, cancellationToken: Cancellation);
            await lake.Service<Database>().WriteAsync(connection => connection.Execute("UPDATE replication_state SET requested = requested + 1"));
        }
        await using var reopened = await Lake.ReopenAsync(options);
        await DoneAsync(reopened);

        Assert.NotNull((await reopened.Client.GetTableAsync(reopened.Table("t") with { Bucket = target }, Cancellation)).ManagedTableInformation);
    }

    [Fact]
    public async Task The_last_state_arrives_however_many_commits_there_were()
    {
        await using var lake = await Lake.StartAsync();
        await lake.CreateTableAsync();
        var target = await lake.CreateBucketAsync("copy");
        await lake.Client.PutTableBucketReplicationAsync(lake.Bucket, To(target), cancellationToken: Cancellation);
        using var catalog = lake.OpenCatalog();
        for (var i = 0; i < 20; i++) await catalog.CommitTableAsync(Identifier, [], [Commits.Property("i", $"{i}")], Cancellation);
        await DoneAsync(lake);

        using var copy = Open(lake, target);
        Assert.Equal("19", (await copy.LoadTableAsync(Identifier, Cancellation)).Metadata.Properties["i"]);
    }

    private static ReplicationConfiguration To(TableBucketArn bucket) => new("arn:aws:iam::000000000000:role/replicator", [new([new(bucket.ToString())])]);

    private static Task DoneAsync(Lake lake) => lake.Service<ReplicationQueue>().WhenDoneAsync(Cancellation);

    private static RestCatalog Open(Lake lake, TableBucketArn bucket) => new(lake.Http, new Uri(lake.Endpoint, "/iceberg"), bucket.ToString());

    private static async Task AppendAsync(Lake lake, string content)
    {
        using var catalog = lake.OpenCatalog();
        var io = lake.Service<S3Store>().FileIO;
        var table = await Table.LoadAsync(catalog, Identifier, io, null, Cancellation);
        var location = table.NewDataLocation();
        await io.WriteAsync(location, Encoding.UTF8.GetBytes(content), Cancellation);
        await table.NewAppend().Add(new DataFile { Path = location, RecordCount = 1, FileSizeInBytes = content.Length }).CommitAsync(Cancellation);
    }

    private static object? Duck(string sql)
    {
        using var duck = new DuckDBConnection("Data Source=:memory:");
        duck.Open();
        using var command = duck.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static async Task<List<(string Path, string Content)>> ReadAsync(Lake lake, TableBucketArn bucket)
    {
        var files = new List<(string, string)>();
        foreach (var file in await EntriesAsync(lake, bucket))
            files.Add((file.Path, Encoding.UTF8.GetString(await lake.Service<S3Store>().FileIO.ReadAsync(file.Path, Cancellation))));
        return files;
    }

    /// <summary>The files of the current snapshot, by the metadata alone.</summary>
    private static async Task<List<DataFile>> EntriesAsync(Lake lake, TableBucketArn bucket)
    {
        using var catalog = Open(lake, bucket);
        var io = lake.Service<S3Store>().FileIO;
        var metadata = (await catalog.LoadTableAsync(Identifier, Cancellation)).Metadata;
        var manifests = new ManifestStore(io);
        var all = await manifests.ReadAllAsync(await manifests.ReadListAsync(metadata.CurrentSnapshot, Cancellation), metadata, Cancellation);
        return [.. all.SelectMany(manifest => manifest.Entries).Where(entry => entry.IsLive).Select(entry => entry.File)];
    }
}
