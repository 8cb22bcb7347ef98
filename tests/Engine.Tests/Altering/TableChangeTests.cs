using Floe.Engine.Tests.Support;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tests.Altering;

public sealed class TableChangeTests
{
    [Fact]
    public async Task Properties_are_set_and_unset_and_upgrade_the_table()
    {
        using var lake = await LakeAsync();
        await lake.RunAsync("ALTER TABLE ns.t SET TBLPROPERTIES ('a' = '1', 'b' = '2', 'format-version' = '3'); ALTER TABLE ns.t UNSET TBLPROPERTIES ('a'); ALTER TABLE ns.t UNSET TBLPROPERTIES IF EXISTS ('a', 'nope')");
        var table = await lake.MetadataAsync("t");
        Assert.Equal(("2", false, 3), (table.Properties["b"], table.Properties.ContainsKey("a"), table.FormatVersion));
        Assert.Contains("no property 'nope'", (await lake.FailAsync("ALTER TABLE ns.t UNSET TBLPROPERTIES ('nope')")).Message, StringComparison.Ordinal);
        Assert.Contains("format version 3", (await lake.FailAsync("ALTER TABLE ns.t SET TBLPROPERTIES ('format-version' = '1')")).Message, StringComparison.Ordinal);
        Assert.Contains("current-snapshot-id", (await lake.FailAsync("ALTER TABLE ns.t SET TBLPROPERTIES ('current-snapshot-id' = '1')")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Partition_fields_are_added_replaced_and_dropped_while_old_files_stay_readable()
    {
        using var lake = await LakeAsync();
        await lake.RunAsync("""
            INSERT INTO ns.t VALUES (1, 'a', TIMESTAMP '2026-01-01 00:00:00');
            ALTER TABLE ns.t ADD PARTITION FIELD days(ts);
            ALTER TABLE ns.t ADD PARTITION FIELD bucket(4, id) AS shard;
            INSERT INTO ns.t VALUES (2, 'b', TIMESTAMP '2026-01-02 00:00:00');
            ALTER TABLE ns.t REPLACE PARTITION FIELD days(ts) WITH months(ts) AS month;
            ALTER TABLE ns.t DROP PARTITION FIELD shard;
            INSERT INTO ns.t VALUES (3, 'c', TIMESTAMP '2026-02-03 00:00:00')
            """);
        Assert.Equal(["1|a", "2|b", "3|c"], await lake.RowsAsync("SELECT id, name FROM ns.t ORDER BY id"));
        Assert.Equal(["month"], (await lake.MetadataAsync("t")).DefaultSpec.Fields.Select(field => field.Name));
        Assert.Equal(["3"], await lake.RowsAsync("SELECT id FROM ns.t WHERE ts >= '2026-02-01'"));
        Assert.Contains("Statement 1 (line 1", (await lake.FailAsync("ALTER TABLE ns.t DROP PARTITION FIELD nope")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_write_order_sorts_what_is_written_from_then_on()
    {
        using var lake = await LakeAsync();
        await lake.RunAsync("ALTER TABLE ns.t WRITE ORDERED BY name DESC NULLS FIRST, id; INSERT INTO ns.t VALUES (1, 'a', NULL), (2, 'b', NULL), (3, NULL, NULL), (0, 'b', NULL)");
        Assert.Equal(["3", "0", "2", "1"], await lake.RowsAsync("SELECT id FROM ns.t"));
        var table = await lake.MetadataAsync("t");
        Assert.Equal([new SortField(2, new IdentityTransform(), SortDirection.Descending, NullOrder.NullsFirst), new SortField(1, new IdentityTransform(), SortDirection.Ascending, NullOrder.NullsFirst)], table.DefaultSortOrder.Fields);
        Assert.Equal("range", table.Properties["write.distribution-mode"]);
        await lake.RunAsync("ALTER TABLE ns.t WRITE LOCALLY ORDERED BY truncate(2, name) ASC NULLS LAST");
        Assert.Equal("none", (await lake.MetadataAsync("t")).Properties["write.distribution-mode"]);
        await lake.RunAsync("ALTER TABLE ns.t WRITE DISTRIBUTED BY PARTITION LOCALLY ORDERED BY id");
        Assert.Equal("hash", (await lake.MetadataAsync("t")).Properties["write.distribution-mode"]);
        await lake.RunAsync("ALTER TABLE ns.t WRITE UNORDERED");
        Assert.True((await lake.MetadataAsync("t")).DefaultSortOrder.IsUnsorted);
    }

    [Fact]
    public async Task Branches_and_tags_are_made_replaced_read_and_dropped()
    {
        using var lake = await LakeAsync();
        await lake.RunAsync("INSERT INTO ns.t (id) VALUES (1)");
        var first = (await lake.MetadataAsync("t")).CurrentSnapshotId;
        await lake.RunAsync($"""
            ALTER TABLE ns.t CREATE TAG one RETAIN 30 DAYS;
            INSERT INTO ns.t (id) VALUES (2);
            ALTER TABLE ns.t CREATE BRANCH audit AS OF VERSION {first} RETAIN 7 DAYS WITH SNAPSHOT RETENTION 2 SNAPSHOTS 3 HOURS;
            ALTER TABLE ns.t CREATE TAG IF NOT EXISTS one;
            ALTER TABLE ns.t CREATE OR REPLACE BRANCH head;
            ALTER TABLE ns.t CREATE TAG old
            """);
        Assert.Equal(["1"], await lake.RowsAsync("SELECT id FROM ns.t VERSION AS OF 'one'"));
        Assert.Equal(["1|2"], await lake.RowsAsync("SELECT (SELECT count(*) FROM ns.t.branch_audit), (SELECT count(*) FROM ns.t.branch_head)"));
        var audit = (await lake.MetadataAsync("t")).Refs["audit"];
        Assert.Equal(new SnapshotRef(first!.Value, SnapshotRefType.Branch, 2, 3 * 3_600_000L, 7 * 86_400_000L), audit);
        await lake.RunAsync($"ALTER TABLE ns.t REPLACE TAG old AS OF VERSION {first}; ALTER TABLE ns.t DROP BRANCH audit; ALTER TABLE ns.t DROP BRANCH IF EXISTS audit; ALTER TABLE ns.t DROP TAG one");
        Assert.Equal(["head", "main", "old"], (await lake.MetadataAsync("t")).Refs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(first, (await lake.MetadataAsync("t")).Refs["old"].SnapshotId);
        Assert.Contains("exists already", (await lake.FailAsync("ALTER TABLE ns.t CREATE BRANCH head")).Message, StringComparison.Ordinal);
        Assert.Contains("has no tag 'nope'", (await lake.FailAsync("ALTER TABLE ns.t REPLACE TAG nope")).Message, StringComparison.Ordinal);
        Assert.Contains("no snapshot 5", (await lake.FailAsync("ALTER TABLE ns.t CREATE BRANCH b AS OF VERSION 5")).Message, StringComparison.Ordinal);
        Assert.Contains("main", (await lake.FailAsync("ALTER TABLE ns.t DROP BRANCH main")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_is_renamed_within_its_catalog()
    {
        using var lake = await LakeAsync();
        await lake.RunAsync("INSERT INTO ns.t (id) VALUES (1); ALTER TABLE ns.t RENAME TO u; CREATE NAMESPACE other; ALTER TABLE ns.u RENAME TO other.v");
        Assert.Equal(["1"], await lake.RowsAsync("SELECT id FROM other.v"));
        Assert.Contains("There is no table s3tablesbucket.ns.t", (await lake.FailAsync("ALTER TABLE ns.t RENAME TO w")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ALTER VIEW v AS SELECT 1", "CREATE OR REPLACE TEMPORARY VIEW")]
    [InlineData("ALTER NAMESPACE ns SET PROPERTIES (a = 1)", "no properties")]
    [InlineData("ALTER TABLE ns.t SET LOCATION 's3://x/'", "decides where")]
    [InlineData("ALTER TABLE ns.t ADD PARTITION (a = 1)", "ADD PARTITION FIELD")]
    [InlineData("ALTER TABLE ns.t DROP IF EXISTS PARTITION (a = 1)", "DELETE FROM")]
    [InlineData("ALTER TABLE ns.t RECOVER PARTITIONS", "Remove the statement")]
    [InlineData("ALTER TABLE ns.t ADD COLUMN a", "data type")]
    [InlineData("ALTER TABLE ns.t ALTER COLUMN a b", "TYPE, COMMENT")]
    [InlineData("ALTER TABLE ns.t WRITE", "ORDERED BY")]
    [InlineData("ALTER TABLE ns.t CREATE BRANCH b RETAIN 5", "DAYS, HOURS or MINUTES")]
    [InlineData("ALTER TABLE ns.t EXPLODE", "ADD, DROP, RENAME")]
    public async Task Forms_that_are_not_there_name_what_to_use(string statement, string told)
    {
        using var lake = new Lake();
        Assert.Contains(told, (await lake.FailAsync(statement)).Message, StringComparison.Ordinal);
    }

    private static async Task<Lake> LakeAsync()
    {
        var lake = new Lake();
        await lake.RunAsync("CREATE NAMESPACE ns; CREATE TABLE ns.t (id INT, name STRING, ts TIMESTAMP)");
        return lake;
    }
}
