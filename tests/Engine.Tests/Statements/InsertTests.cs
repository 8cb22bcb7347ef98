using Floe.Engine.Tests.Support;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tests.Statements;

public sealed class InsertTests
{
    [Fact]
    public async Task Values_go_by_position_by_list_or_by_name()
    {
        using var lake = await LakeAsync("id INT, name STRING, salary DOUBLE");
        await lake.RunAsync("INSERT INTO ns.t VALUES (1, 'a', 1.5), (2, 'b', 2); INSERT INTO ns.t (salary, id) SELECT 3, 3; INSERT INTO TABLE ns.t BY NAME SELECT 'd' AS name, 4 AS id; INSERT INTO ns.t TABLE ns.t");
        Assert.Equal(
            ["1|a|1.5", "1|a|1.5", "2|b|2.0", "2|b|2.0", "3|NULL|3.0", "3|NULL|3.0", "4|d|NULL", "4|d|NULL"],
            await lake.RowsAsync("SELECT * FROM ns.t ORDER BY ALL"));
    }

    [Theory]
    [InlineData("INSERT INTO ns.t SELECT 1, 'a'", "The query gives 2 columns, the table has 3")]
    [InlineData("INSERT INTO ns.t (id, nope) SELECT 1, 2", "no column 'nope'")]
    [InlineData("INSERT INTO ns.t (id, name) SELECT 1", "The query gives 1 column, the INSERT names 2")]
    [InlineData("INSERT INTO ns.t BY NAME SELECT 1 AS nope", "no column 'nope'")]
    [InlineData("INSERT INTO ns.t VALUES ('5', 'a', 1)", "Column 'id' is int and cannot take string values. Use CAST(... AS INT)")]
    [InlineData("INSERT INTO ns.t VALUES (TRUE, 'a', 1)", "Column 'id' is int and cannot take boolean")]
    [InlineData("INSERT INTO ns.t VALUES (3000000000, 'a', 1)", "The value 3000000000 does not fit in column id, which is int")]
    [InlineData("INSERT INTO ns.t VALUES (1e10, 'a', 1)", "does not fit in column id")]
    [InlineData("INSERT INTO ns.t VALUES (NULL, 'a', 1)", "Column 'id' is NOT NULL, but 1 of the rows")]
    [InlineData("INSERT INTO ns.t SELECT 1, nope, 3", "\"nope\" was not found")]
    [InlineData("INSERT INTO ns.t SELECT CAST('x' AS INT), 'a', 1", "Could not convert string 'x' to INT32")]
    [InlineData("INSERT INTO ns.nope SELECT 1", "There is no table s3tablesbucket.ns.nope")]
    public async Task What_does_not_fit_is_refused_and_the_table_is_as_before(string statement, string told)
    {
        using var lake = await LakeAsync("id INT NOT NULL, name STRING, salary DOUBLE");
        var exception = await lake.FailAsync(statement);
        Assert.Contains(told, exception.Message, StringComparison.Ordinal);
        Assert.Empty((await lake.MetadataAsync("t")).Snapshots);
        Assert.Empty(lake.Files.StagedPaths());
        Assert.Equal(0, lake.Files.Lent);
    }

    [Fact]
    public async Task Numbers_are_narrowed_towards_zero_and_anything_becomes_a_string()
    {
        using var lake = await LakeAsync("id INT, name STRING, price DECIMAL(4, 1)");
        await lake.RunAsync("INSERT INTO ns.t VALUES (1.9, 5, 1.25); INSERT INTO ns.t VALUES (-1.9, DATE '2026-01-31', 2)");
        Assert.Equal(["-1|2026-01-31|2.0", "1|5|1.3"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
    }

    [Fact]
    public async Task Null_goes_into_a_column_of_any_type()
    {
        using var lake = await LakeAsync("id INT, d DATE, tags ARRAY<STRING>, a STRUCT<x: INT>, raw BINARY, flag BOOLEAN");
        await lake.RunAsync("INSERT INTO ns.t VALUES (NULL, NULL, NULL, NULL, NULL, NULL); UPDATE ns.t SET d = NULL, tags = NULL; INSERT INTO ns.t (id) VALUES (1)");
        Assert.Equal(["1|NULL|NULL|NULL|NULL|NULL", "NULL|NULL|NULL|NULL|NULL|NULL"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
    }

    [Fact]
    public async Task No_rows_make_a_snapshot_without_files()
    {
        using var lake = await LakeAsync("id INT");
        var result = await lake.RunAsync("INSERT INTO ns.t SELECT 1 WHERE false");
        Assert.Equal((0, 0), (result.Statements[0].Rows, result.Statements[0].Files));
        Assert.NotNull(result.Statements[0].SnapshotId);
        Assert.Empty(await lake.DataFilesAsync("t"));
        Assert.Single((await lake.MetadataAsync("t")).Snapshots);
    }

    [Fact]
    public async Task Overwrite_replaces_all_rows_also_with_rows_of_the_table_itself()
    {
        using var lake = await LakeAsync("id INT");
        await lake.RunAsync("INSERT INTO ns.t VALUES (1), (2); INSERT OVERWRITE ns.t SELECT id + 10 FROM ns.t WHERE id = 2");
        Assert.Equal(["12"], await lake.RowsAsync("SELECT * FROM ns.t"));
        Assert.Equal(["append", "overwrite"], (await lake.MetadataAsync("t")).Snapshots.Select(snapshot => snapshot.Operation));
        await lake.RunAsync("INSERT OVERWRITE TABLE ns.t SELECT 1 WHERE false");
        Assert.Empty(await lake.RowsAsync("SELECT * FROM ns.t"));
    }

    [Fact]
    public async Task Snapshots_carry_the_runs_properties()
    {
        using var lake = await LakeAsync("id INT");
        await lake.RunAsync("INSERT INTO ns.t VALUES (1)", new SqlRunOptions { DefaultCatalog = Lake.CatalogName, SnapshotProperties = new Dictionary<string, string> { ["floe.job-id"] = "job-7" } });
        var summary = (await lake.MetadataAsync("t")).Snapshots[0].Summary;
        Assert.Equal(("job-7", "floe", "1"), (summary["floe.job-id"], summary[SummaryKeys.EngineName], summary[SummaryKeys.AddedRecords]));
    }

    [Fact]
    public async Task An_append_of_another_writer_at_the_same_time_is_kept()
    {
        using var lake = await LakeAsync("id INT");
        await lake.RunAsync("INSERT INTO ns.t VALUES (1)");
        lake.Catalog.BeforeCommit.Enqueue(() => lake.RunAsync("INSERT INTO ns.t VALUES (2)").GetAwaiter().GetResult());
        await lake.RunAsync("INSERT INTO ns.t VALUES (3)");
        Assert.Equal(["1", "2", "3"], await lake.RowsAsync("SELECT id FROM ns.t ORDER BY id"));
    }

    [Fact]
    public async Task A_big_insert_is_cut_into_files_of_the_target_size()
    {
        using var lake = await LakeAsync("id BIGINT, text STRING", "TBLPROPERTIES ('write.target-file-size-bytes' = '1048576')");
        var result = await lake.RunAsync("INSERT INTO ns.t SELECT range, md5(CAST(range AS STRING)) FROM range(400000)");
        Assert.InRange(result.Statements[0].Files!.Value, 3, 40);
        var files = await lake.DataFilesAsync("t");
        Assert.Equal(400000, files.Sum(file => file.RecordCount));
        Assert.All(files, file => Assert.Matches(@"^s3://warehouse/[0-9a-f]+/data/[0-9a-f-]{36}\.parquet$", file.Path));
        Assert.Equal(["400000|79999800000"], await lake.RowsAsync("SELECT count(*), sum(id) FROM ns.t"));
    }

    private static async Task<Lake> LakeAsync(string columns, string more = "")
    {
        var lake = new Lake();
        await lake.RunAsync($"CREATE NAMESPACE ns; CREATE TABLE ns.t ({columns}) {more}");
        return lake;
    }
}
