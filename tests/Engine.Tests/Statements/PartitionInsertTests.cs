using Floe.Engine.Tests.Support;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tests.Statements;

public sealed class PartitionInsertTests
{
    private const string Dynamic = "SET spark.sql.sources.partitionOverwriteMode = dynamic;";

    [Fact]
    public async Task Overwrite_replaces_the_whole_table_in_static_mode_and_touched_partitions_in_dynamic_mode()
    {
        using var lake = await LakeAsync();
        await lake.RunAsync($"{Dynamic} INSERT OVERWRITE ns.t VALUES (10, 'a', 2), (11, 'new', 1)");
        Assert.Equal(["1|a|1", "10|a|2", "11|new|1", "3|b|1"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY CAST(id AS STRING)"));
        Assert.Equal("true", (await lake.MetadataAsync("t")).CurrentSnapshot!.Summary[SummaryKeys.ReplacePartitions]);
        await lake.RunAsync("INSERT OVERWRITE ns.t VALUES (12, 'a', 2)");
        Assert.Equal(["12|a|2"], await lake.RowsAsync("SELECT * FROM ns.t"));
    }

    [Fact]
    public async Task Overwrite_of_a_named_partition_leaves_the_others()
    {
        using var lake = await LakeAsync();
        await lake.RunAsync("INSERT OVERWRITE ns.t PARTITION (level = 'a', day) SELECT 20, 7");
        Assert.Equal(["20|a|7", "3|b|1"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY level"));
        await lake.RunAsync("INSERT OVERWRITE TABLE ns.t PARTITION (day = 7, level = 'a') (id) VALUES (21), (22)");
        Assert.Equal(["3|b|1", "21|a|7", "22|a|7"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
        // With a column left open, dynamic mode replaces only the partitions that get rows.
        await lake.RunAsync($"{Dynamic} INSERT OVERWRITE ns.t PARTITION (level = 'a', day) VALUES (30, 8)");
        Assert.Equal(["3|b|1", "21|a|7", "22|a|7", "30|a|8"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
        await lake.RunAsync("INSERT OVERWRITE ns.t PARTITION (level = 'a') SELECT 1, 1 WHERE false");
        Assert.Equal(["3|b|1"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
    }

    [Fact]
    public async Task Insert_into_takes_the_values_of_the_partition_from_the_clause()
    {
        using var lake = await LakeAsync();
        await lake.RunAsync("INSERT INTO ns.t PARTITION (level = 'p', day = 1 + 1) VALUES (7); INSERT INTO ns.t PARTITION (level = NULL, day) BY NAME SELECT 5 AS day, 8 AS id");
        Assert.Equal(["7|p|2", "8|NULL|5"], await lake.RowsAsync("SELECT * FROM ns.t WHERE id >= 7 ORDER BY id"));
    }

    [Theory]
    [InlineData("INSERT INTO ns.t PARTITION (id = 1) SELECT 'a', 1", "not partitioned by")]
    [InlineData("INSERT INTO ns.t PARTITION (nope = 1) SELECT 'a', 1", "not partitioned by")]
    [InlineData("INSERT INTO ns.t PARTITION (level = 'a', level = 'b') SELECT 1", "named twice")]
    [InlineData("INSERT INTO ns.t PARTITION (level = 'a') (id, level) VALUES (1, 'b')", "in PARTITION and is named in the column list")]
    [InlineData("INSERT INTO ns.t PARTITION (level = 'a') VALUES (1, 'b', 1)", "The query gives 4 columns")]
    [InlineData("INSERT INTO ns.t PARTITION (day = 'x') VALUES (1, 'b')", "cannot take string values")]
    public async Task Partitions_that_do_not_fit_are_refused(string statement, string told)
    {
        using var lake = await LakeAsync();
        Assert.Contains(told, (await lake.FailAsync(statement)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overwrite_of_a_partition_fails_if_another_writer_added_rows_to_it_meanwhile()
    {
        using var lake = await LakeAsync();
        lake.Catalog.BeforeCommit.Enqueue(() => lake.RunAsync("INSERT INTO ns.t VALUES (50, 'b', 1)").GetAwaiter().GetResult());
        await lake.RunAsync("INSERT OVERWRITE ns.t PARTITION (level = 'a', day) VALUES (60, 1)");
        lake.Catalog.BeforeCommit.Enqueue(() => lake.RunAsync("INSERT INTO ns.t VALUES (70, 'a', 1)").GetAwaiter().GetResult());
        await lake.FailAsync("INSERT OVERWRITE ns.t PARTITION (level = 'a', day) VALUES (80, 1)");
        Assert.Equal(["3", "50", "60", "70"], await lake.RowsAsync("SELECT id FROM ns.t ORDER BY id"));
    }

    [Fact]
    public async Task Files_from_before_the_partitioning_that_may_hold_other_rows_too_are_not_overwritten()
    {
        using var lake = new Lake();
        await lake.RunAsync("CREATE NAMESPACE ns; CREATE TABLE ns.t (id INT, level STRING); INSERT INTO ns.t VALUES (1, 'a'), (2, 'b'); ALTER TABLE ns.t ADD PARTITION FIELD level; INSERT INTO ns.t VALUES (3, 'c')");
        Assert.Contains("before the table was partitioned by 'level'", (await lake.FailAsync("INSERT OVERWRITE ns.t PARTITION (level = 'a') VALUES (9)")).Message, StringComparison.Ordinal);
        await lake.RunAsync("INSERT OVERWRITE ns.t PARTITION (level = 'c') VALUES (9)");
        Assert.Equal(["1|a", "2|b", "9|c"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
    }

    private static async Task<Lake> LakeAsync()
    {
        var lake = new Lake();
        await lake.RunAsync("CREATE NAMESPACE ns; CREATE TABLE ns.t (id INT, level STRING, day INT) PARTITIONED BY (level, day); INSERT INTO ns.t VALUES (1, 'a', 1), (2, 'a', 2), (3, 'b', 1)");
        return lake;
    }
}
