using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Statements;

public sealed class ReplaceTableTests
{
    [Fact]
    public async Task Create_or_replace_as_select_is_one_commit_that_keeps_the_history()
    {
        using var lake = await TableLayouts.CreateAsync("v2 copy-on-write");
        var before = await lake.MetadataAsync("t");
        var result = await lake.RunAsync("CREATE OR REPLACE TABLE ns.t PARTITIONED BY (level) TBLPROPERTIES ('a' = 'b') AS SELECT id + 10L AS id, level, 'x' AS more FROM ns.t WHERE id < 3");
        Assert.Equal(2, result.Statements[0].Rows);
        Assert.Equal(["11|a|x", "12|b|x"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
        Assert.Equal(["1|a|10.0", "2|b|20.0", "3|NULL|30.0", "4|a|40.0"], await lake.RowsAsync($"SELECT * FROM ns.t VERSION AS OF {before.CurrentSnapshotId} ORDER BY id"));
        var after = await lake.MetadataAsync("t");
        Assert.Equal((before.TableUuid, before.Snapshots.Count + 1, null), (after.TableUuid, after.Snapshots.Count, after.CurrentSnapshot!.ParentSnapshotId));
        Assert.Equal(("b", "copy-on-write"), (after.Properties["a"], after.Properties["write.delete.mode"]));
        // level keeps its id; id is of another type now, and more is new.
        Assert.Equal([4, 2, 5], after.CurrentSchema.Fields.Select(field => field.Id));
        Assert.Equal("level", after.DefaultSpec.Fields.Single().Name);
        await lake.RunAsync("INSERT INTO ns.t VALUES (13, 'c', 'y'); DELETE FROM ns.t WHERE id = 11");
        Assert.Equal(["12|b|x", "13|c|y"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
    }

    [Fact]
    public async Task Create_or_replace_makes_a_table_that_is_not_there_and_replace_needs_one()
    {
        using var lake = await TableLayouts.CreateAsync("v3 merge-on-read");
        await lake.RunAsync("CREATE OR REPLACE TABLE ns.fresh (a INT); CREATE OR REPLACE TABLE ns.fresh AS SELECT 1 AS a; REPLACE TABLE ns.t (id BIGINT, b ARRAY<STRUCT<x: INT>>)");
        Assert.Equal(["1"], await lake.RowsAsync("SELECT * FROM ns.fresh"));
        Assert.Empty(await lake.RowsAsync("SELECT * FROM ns.t"));
        await lake.RunAsync("INSERT INTO ns.t SELECT 5, [{'x': 1}]");
        Assert.Equal(["5|[{1}]"], await lake.RowsAsync("SELECT * FROM ns.t"));
        Assert.Contains("There is no table", (await lake.FailAsync("REPLACE TABLE ns.nope (a INT)")).Message, StringComparison.Ordinal);
        Assert.Contains("either replaced or left", (await lake.FailAsync("CREATE OR REPLACE TABLE IF NOT EXISTS ns.t (a INT)")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_query_leaves_the_table_as_it_is_and_so_does_a_column_another_writer_added()
    {
        using var lake = await TableLayouts.CreateAsync("v2 copy-on-write");
        await lake.FailAsync("CREATE OR REPLACE TABLE ns.t AS SELECT CAST(level AS INT) AS n FROM ns.t");
        await lake.SetPropertyAsync("t", "commit.retry.num-retries", "0");
        lake.Catalog.BeforeCommit.Enqueue(() => lake.RunAsync("ALTER TABLE ns.t ADD COLUMN extra INT").GetAwaiter().GetResult());
        Assert.Contains("last assigned field id", (await lake.FailAsync("CREATE OR REPLACE TABLE ns.t AS SELECT 1 AS n")).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["1|a|10.0|NULL", "2|b|20.0|NULL", "3|NULL|30.0|NULL", "4|a|40.0|NULL"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
        Assert.Equal(0, lake.Files.Lent);
    }

    [Fact]
    public async Task Defaults_of_columns_are_stored_where_a_row_gives_no_value()
    {
        using var lake = new Lake();
        await lake.RunAsync("""
            CREATE NAMESPACE ns;
            CREATE TABLE ns.t (id INT, level STRING DEFAULT 'new' NOT NULL, d DATE DEFAULT DATE '2026-01-31' COMMENT 'c', n DECIMAL(5, 2) DEFAULT 1 + 0.5) TBLPROPERTIES ('format-version' = '3');
            INSERT INTO ns.t (id) VALUES (1);
            INSERT INTO ns.t VALUES (2, 'given', NULL, 3), (5, DEFAULT, DATE '2026-02-01', DEFAULT);
            MERGE INTO ns.t USING (SELECT * FROM (VALUES (2), (3), (4)) AS v(id)) s ON t.id = s.id
              WHEN MATCHED THEN UPDATE SET level = DEFAULT
              WHEN NOT MATCHED AND s.id = 3 THEN INSERT (id) VALUES (s.id)
              WHEN NOT MATCHED THEN INSERT (id, n) VALUES (s.id, DEFAULT);
            UPDATE ns.t SET d = DEFAULT WHERE id = 2
            """);
        Assert.Equal(
            ["1|new|2026-01-31|1.50", "2|new|2026-01-31|3.00", "3|new|2026-01-31|1.50", "4|new|2026-01-31|1.50", "5|new|2026-02-01|1.50"],
            await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
        var field = (await lake.MetadataAsync("t")).CurrentSchema.FindField("level")!;
        Assert.Equal(("new", "new", true), (field.InitialDefault, field.WriteDefault, field.Required));
    }

    [Theory]
    [InlineData("CREATE TABLE ns.x (a INT DEFAULT 1)", "format version 3")]
    [InlineData("CREATE TABLE ns.x (a INT DEFAULT 'x') TBLPROPERTIES ('format-version' = '3')", "Could not convert")]
    [InlineData("CREATE TABLE ns.x (a ARRAY<INT> DEFAULT 1) TBLPROPERTIES ('format-version' = '3')", "primitive type")]
    public async Task Defaults_that_cannot_be_are_refused(string statement, string told)
    {
        using var lake = await TableLayouts.CreateAsync("v2 copy-on-write");
        Assert.Contains(told, (await lake.FailAsync(statement)).Message, StringComparison.Ordinal);
        Assert.Empty(await lake.RowsAsync("SHOW TABLES IN ns LIKE 'x'"));
    }
}
