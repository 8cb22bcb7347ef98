using Floe.Engine.DuckDb;
using Floe.Engine.Tests.Support;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tests.Writing;

public sealed class PartitionFilesTests
{
    [Fact]
    public async Task A_large_partition_is_cut_into_files_of_the_target_size()
    {
        using var lake = await LakeAsync("id BIGINT, p INT, text STRING", "PARTITIONED BY (p) TBLPROPERTIES ('write.target-file-size-bytes' = '1048576')");
        await lake.RunAsync("INSERT INTO ns.t SELECT range, CASE WHEN range < 300000 THEN 1 ELSE 2 END, md5(CAST(range AS STRING)) FROM range(301000)");
        var files = await lake.DataFilesAsync("t");
        Assert.InRange(files.Count(file => Equals(file.Partition[0], 1)), 2, 30);
        Assert.Single(files, file => Equals(file.Partition[0], 2));
        Assert.All(files, file => Assert.InRange(file.FileSizeInBytes, 0, 1024 * 1024 * 8));
        Assert.Equal(["301000|45300349500"], await lake.RowsAsync("SELECT count(*), sum(id) FROM ns.t"));
    }

    [Fact]
    public async Task Each_partition_has_one_file_also_where_there_are_more_than_stay_open_at_a_time()
    {
        using var lake = await LakeAsync("id BIGINT, p INT", "PARTITIONED BY (p)");
        await lake.RunAsync("INSERT INTO ns.t SELECT range, range % 150 FROM range(1500000)");
        var files = await lake.DataFilesAsync("t");
        Assert.Equal(150, files.Count);
        Assert.All(files, file => Assert.Equal(10000, file.RecordCount));
    }

    [Theory]
    [InlineData("PARTITIONED BY (p)")]
    [InlineData("")]
    public async Task Every_file_is_sorted_where_the_table_is_whatever_the_number_of_threads(string partitioning)
    {
        using var lake = await LakeAsync("id BIGINT, p INT, d DOUBLE, text STRING", $"{partitioning} TBLPROPERTIES ('write.target-file-size-bytes' = '1048576')");
        await lake.RunAsync("ALTER TABLE ns.t WRITE ORDERED BY d DESC, id; INSERT INTO ns.t SELECT range, range % 2, CAST(hash(range) % 1000000 AS DOUBLE), md5(CAST(range AS STRING)) FROM range(700000)");
        var files = await lake.DataFilesAsync("t");
        Assert.True(files.Count > 2);
        var paths = Quote.List(files.Select(file => lake.Files.PathOf(file.Path)));
        await using var duck = await DuckDbSession.OpenAsync(new EngineOptions(2, "512MB", lake.TempFolder), TestContext.Current.CancellationToken);
        var unsorted = await duck.QueryAsync(
            $"SELECT count(*) FROM (SELECT d, lag(d) OVER (PARTITION BY filename ORDER BY file_row_number) AS before FROM read_parquet({paths}, filename = true, file_row_number = true)) WHERE d > before",
            reader => reader.GetInt64(0),
            TestContext.Current.CancellationToken);
        Assert.Equal([0], unsorted);
        Assert.All(files, file => Assert.NotEqual(0, file.SortOrderId));
    }

    [Fact]
    public async Task Floating_point_and_binary_columns_can_partition()
    {
        using var lake = await LakeAsync("id INT, d DOUBLE, f FLOAT, b BINARY", "PARTITIONED BY (d, f, truncate(1, b))");
        await lake.RunAsync("INSERT INTO ns.t VALUES (1, 1.5, 0.1, X'ab01'), (2, 1e300, NULL, X'ab02'), (3, CAST('nan' AS DOUBLE), 2, X''), (4, CAST('-0.0' AS DOUBLE), 2, NULL), (5, 0, 2, NULL), (6, 1.5, 0.1, X'ab03')");
        var tuples = (await lake.DataFilesAsync("t")).Select(file => file.Partition).ToList();
        Assert.Equal(5, tuples.Count);
        Assert.Contains(new PartitionTuple([1.5, 0.1f, new byte[] { 0xab }]), tuples);
        Assert.Contains(new PartitionTuple([double.NaN, 2f, Array.Empty<byte>()]), tuples);
        Assert.Equal(["6"], await lake.RowsAsync("SELECT count(*) FROM ns.t"));
        await lake.RunAsync("DELETE FROM ns.t WHERE d = 1.5");
        Assert.Equal(["2", "3", "4", "5"], await lake.RowsAsync("SELECT id FROM ns.t ORDER BY id"));
    }

    [Theory]
    [InlineData("a STRUCT<x: INT NOT NULL, y: STRING>", "{'x': CAST(NULL AS INT), 'y': 'a'}", "Field 'a.x' is NOT NULL")]
    [InlineData("a ARRAY<STRUCT<x: INT NOT NULL>>", "[{'x': 1}, {'x': NULL}]", "Field 'a.element.x' is NOT NULL")]
    [InlineData("a MAP<STRING, STRUCT<x: STRUCT<z: INT NOT NULL>>>", "MAP {'k': {'x': {'z': CAST(NULL AS INT)}}}", "Field 'a.value.x.z' is NOT NULL")]
    public async Task Fields_that_must_not_be_null_are_checked_at_every_depth(string column, string value, string told)
    {
        using var lake = await LakeAsync($"id INT, {column}", "");
        Assert.Contains(told, (await lake.FailAsync($"INSERT INTO ns.t SELECT 1, {value}")).Message, StringComparison.Ordinal);
        // What is not there has no fields either.
        await lake.RunAsync("INSERT INTO ns.t SELECT 1, NULL");
        Assert.Equal(["1"], await lake.RowsAsync("SELECT count(*) FROM ns.t"));
    }

    private static async Task<Lake> LakeAsync(string columns, string more)
    {
        var lake = new Lake();
        await lake.RunAsync($"CREATE NAMESPACE ns; CREATE TABLE ns.t ({columns}) {more}");
        return lake;
    }
}
