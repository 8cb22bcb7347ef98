using System.Text;
using Floe.Engine.DuckDb;
using Floe.Engine.Tests.Support;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tests.Statements;

public sealed class MergeOnReadTests
{
    private const int DeleteFilePathId = 2_147_483_546;

    public static TheoryData<string> Layouts => [.. TableLayouts.All];

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task Deletes_and_updates_on_top_of_each_other_give_the_same_rows_in_every_layout(string layout)
    {
        using var lake = await TableLayouts.CreateAsync(layout);
        await lake.RunAsync("""
            DELETE FROM ns.t WHERE id = 1;
            UPDATE ns.t SET level = 'b', salary = salary + 1 WHERE id >= 3;
            INSERT INTO ns.t VALUES (5, 'b', 50);
            DELETE FROM ns.t WHERE level = 'b' AND id = 2;
            UPDATE ns.t SET salary = salary * 2 WHERE id IN (3, 5);
            """);
        Assert.Equal(["3|b|62.0", "4|b|41.0", "5|b|100.0"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
        Assert.Equal(["3"], await lake.RowsAsync("SELECT count(*) FROM ns.t"));
    }

    [Fact]
    public async Task In_version_2_each_data_file_with_deleted_rows_gets_a_sorted_position_delete_file()
    {
        using var lake = await TableLayouts.CreateAsync("v2 merge-on-read");
        var data = await lake.DataFilesAsync("t");
        await lake.RunAsync("DELETE FROM ns.t WHERE id IN (3, 1); UPDATE ns.t SET salary = 0 WHERE id = 2");
        Assert.Superset(data.Select(file => file.Path).ToHashSet(), (await lake.DataFilesAsync("t")).Select(file => file.Path).ToHashSet());
        var task = (await PlanAsync(lake)).Single(task => task.File.RecordCount == 3);
        Assert.Equal(2, task.Deletes.Count);
        var first = task.Deletes.Single(file => file.RecordCount == 2);
        Assert.Equal((FileContent.PositionDeletes, FileFormat.Parquet, task.File.Path), (first.Content, first.Format, first.ReferencedDataFile));
        Assert.Equal(task.File.Path, Encoding.UTF8.GetString(first.LowerBounds![DeleteFilePathId]));
        Assert.Equal(task.File.Path, Encoding.UTF8.GetString(first.UpperBounds![DeleteFilePathId]));
        // Read with nothing but DuckDB: names, ids and order are those of the specification.
        var rows = await ReadAsync(lake, $"SELECT file_path || ' ' || pos FROM read_parquet({Quote.Text(lake.Files.PathOf(first.Path))})");
        Assert.Equal([$"{task.File.Path} 0", $"{task.File.Path} 2"], rows);
        var ids = await ReadAsync(lake, $"SELECT name || ' ' || field_id FROM parquet_schema({Quote.Text(lake.Files.PathOf(first.Path))}) WHERE field_id IS NOT NULL");
        Assert.Equal(["file_path 2147483546", "pos 2147483545"], ids);
    }

    [Fact]
    public async Task With_granularity_partition_a_delete_file_is_for_all_files_of_its_partition()
    {
        using var lake = await TableLayouts.CreateAsync("v2 merge-on-read partitioned");
        await lake.SetPropertyAsync("t", "write.delete.granularity", "partition");
        await lake.RunAsync("""
            INSERT OVERWRITE ns.t VALUES (1, 'a', 1), (2, 'a', 2), (3, 'b', 3), (4, 'b', 4);
            INSERT INTO ns.t VALUES (5, 'a', 5), (6, 'a', 6), (7, 'b', 7);
            DELETE FROM ns.t WHERE id IN (1, 3, 5)
            """);
        var deletes = (await PlanAsync(lake)).SelectMany(task => task.Deletes).DistinctBy(file => file.Path).ToList();
        Assert.Equal(["(a) 2", "(b) 1"], deletes.Select(file => $"{file.Partition} {file.RecordCount}").Order(StringComparer.Ordinal));
        Assert.Equal(["2|a", "4|b", "6|a", "7|b"], await lake.RowsAsync("SELECT id, level FROM ns.t ORDER BY id"));
    }

    [Fact]
    public async Task In_version_3_a_data_file_has_one_vector_that_takes_over_the_one_before()
    {
        using var lake = await TableLayouts.CreateAsync("v3 merge-on-read");
        await lake.RunAsync("DELETE FROM ns.t WHERE id = 1; DELETE FROM ns.t WHERE id = 3");
        var task = (await PlanAsync(lake)).Single(task => task.File.RecordCount == 3);
        var vector = Assert.Single(task.Deletes);
        Assert.True(vector.IsDeletionVector);
        Assert.Equal(2, vector.RecordCount);
        Assert.Equal(["2", "4"], await lake.RowsAsync("SELECT id FROM ns.t ORDER BY id"));
        var summary = (await lake.MetadataAsync("t")).CurrentSnapshot!.Summary;
        Assert.Equal(("1", "1", "2"), (summary[SummaryKeys.AddedDvs], summary[SummaryKeys.RemovedDvs], summary[SummaryKeys.TotalPositionDeletes]));
        // Each snapshot reads with the vector of its own time.
        var first = (await lake.MetadataAsync("t")).Snapshots[2].SnapshotId;
        Assert.Equal(["2", "3", "4", "2", "4"], await lake.RowsAsync($"(SELECT id FROM ns.t VERSION AS OF {first} ORDER BY id) UNION ALL (SELECT id FROM ns.t ORDER BY id)"));
    }

    [Fact]
    public async Task After_an_upgrade_a_vector_takes_over_position_delete_files()
    {
        using var lake = await TableLayouts.CreateAsync("v2 merge-on-read");
        await lake.RunAsync("DELETE FROM ns.t WHERE id = 1");
        await lake.UpdateAsync("t", new Floe.Iceberg.Updates.UpgradeFormatVersion(3));
        Assert.Equal(["2", "3", "4"], await lake.RowsAsync("SELECT id FROM ns.t ORDER BY id"));
        await lake.RunAsync("DELETE FROM ns.t WHERE id = 3");
        Assert.Equal(["2", "4"], await lake.RowsAsync("SELECT id FROM ns.t ORDER BY id"));
        var vector = Assert.Single((await PlanAsync(lake)).Single(task => task.File.RecordCount == 3).Deletes);
        Assert.Equal((true, 2L), (vector.IsDeletionVector, vector.RecordCount));
    }

    [Fact]
    public async Task A_delete_of_whole_files_only_takes_them_out()
    {
        using var lake = await TableLayouts.CreateAsync("v3 merge-on-read");
        await lake.RunAsync("DELETE FROM ns.t WHERE id = 4");
        Assert.Equal([3L], (await lake.DataFilesAsync("t")).Select(file => file.RecordCount));
        await lake.RunAsync("TRUNCATE TABLE ns.t");
        Assert.Empty(await lake.DataFilesAsync("t"));
        Assert.Equal("delete", (await lake.MetadataAsync("t")).CurrentSnapshot!.Operation);
    }

    [Fact]
    public async Task Deletes_of_files_of_an_earlier_partitioning_are_found()
    {
        using var lake = await TableLayouts.CreateAsync("v2 merge-on-read partitioned");
        await lake.UpdateAsync("t", new Floe.Iceberg.Updates.AddSpec(new PartitionSpec(1, [new PartitionField(1, 1001, "id_bucket", new BucketTransform(4))])), new Floe.Iceberg.Updates.SetDefaultSpec(-1));
        await lake.RunAsync("INSERT INTO ns.t VALUES (5, 'a', 50); DELETE FROM ns.t WHERE id IN (1, 5) AND level = 'a'; UPDATE ns.t SET level = 'z' WHERE id = 3");
        Assert.Equal(["2|b", "3|z", "4|a"], await lake.RowsAsync("SELECT id, level FROM ns.t ORDER BY id"));
    }

    [Fact]
    public async Task A_mode_that_there_is_none_of_is_refused()
    {
        using var lake = await TableLayouts.CreateAsync("v2 merge-on-read");
        await lake.SetPropertyAsync("t", "write.delete.mode", "merge-on-write");
        Assert.Contains("write.delete.mode is 'merge-on-write'", (await lake.FailAsync("DELETE FROM ns.t WHERE id = 1")).Message, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<FileScanTask>> PlanAsync(Lake lake)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var table = new Table(await lake.Catalog.LoadTableAsync(new TableIdentifier("ns", "t"), cancellation), lake.Catalog, lake.Files);
        return (await table.NewScan().PlanAsync(cancellation)).Files;
    }

    private static async Task<List<string>> ReadAsync(Lake lake, string sql)
    {
        await using var duck = await DuckDbSession.OpenAsync(new EngineOptions(1, "256MB", lake.TempFolder), TestContext.Current.CancellationToken);
        return await duck.QueryAsync(sql, reader => reader.GetString(0), TestContext.Current.CancellationToken);
    }
}
