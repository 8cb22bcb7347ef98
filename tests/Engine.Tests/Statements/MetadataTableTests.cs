using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Statements;

public sealed class MetadataTableTests
{
    [Fact]
    public async Task A_partition_is_a_struct_of_all_partitionings_the_table_had()
    {
        using var lake = await LakeAsync("PARTITIONED BY (level, days(ts))");
        await lake.RunAsync("ALTER TABLE ns.t ADD PARTITION FIELD bucket(4, id); INSERT INTO ns.t VALUES (9, 'c', 9.5, TIMESTAMP '2026-03-01 00:00:00')");
        Assert.Equal(
            ["a|2026-01-31|NULL|2", "b|2026-02-01|NULL|1", "c|2026-03-01|true|1"],
            await lake.RowsAsync("SELECT partition.level, partition.ts_day, partition.id_bucket_4 IS NOT NULL OR NULL, record_count FROM ns.t.partitions ORDER BY 1"));
        Assert.Equal(["{c, 2026-03-01}"], await lake.RowsAsync("SELECT struct_pack(l := partition.level, d := partition.ts_day) FROM ns.t.files WHERE partition.level = 'c'"));
        Assert.Equal(["false|false|a|b"], await lake.RowsAsync("SELECT s[1].contains_null, s[1].contains_nan, s[1].lower_bound, s[1].upper_bound FROM (SELECT partition_summaries AS s FROM ns.t.manifests WHERE partition_spec_id = 0)"));
    }

    [Fact]
    public async Task Readable_metrics_have_the_types_of_the_columns()
    {
        using var lake = await LakeAsync("");
        Assert.Equal(
            ["1|3|a|b|1.5|2026-02-01 00:00:00|3|1"],
            await lake.RowsAsync("SELECT m.id.lower_bound, m.id.upper_bound, m.level.lower_bound, m.level.upper_bound, m.price.lower_bound, m.ts.upper_bound, m.price.value_count, m.price.null_value_count FROM (SELECT readable_metrics AS m FROM ns.t.files)"));
        Assert.Equal(["[01 00 00 00]"], await lake.RowsAsync("SELECT lower_bounds[1] FROM ns.t.data_files"));
    }

    [Fact]
    public async Task Entries_tell_what_was_added_and_removed_and_all_tables_look_at_every_snapshot()
    {
        using var lake = await LakeAsync("");
        await lake.RunAsync("DELETE FROM ns.t WHERE id = 1; INSERT INTO ns.t (id) VALUES (4)");
        Assert.Equal(["2|1"], await lake.RowsAsync("SELECT (SELECT count(*) FROM ns.t.data_files), (SELECT count(*) FROM ns.t.all_entries WHERE status = 2)"));
        Assert.Equal(["3"], await lake.RowsAsync("SELECT count(DISTINCT file_path) FROM ns.t.all_data_files"));
        Assert.Equal(["3"], await lake.RowsAsync("SELECT count(DISTINCT reference_snapshot_id) FROM ns.t.all_manifests"));
        Assert.Equal(["3"], await lake.RowsAsync("SELECT count(DISTINCT data_file.file_path) FROM ns.t.all_entries"));
        Assert.Equal(["1|1"], await lake.RowsAsync("SELECT data_file.record_count, status FROM ns.t.entries WHERE sequence_number = 3"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Position_deletes_name_file_and_position(int version)
    {
        using var lake = await LakeAsync($"PARTITIONED BY (level) TBLPROPERTIES ('format-version' = '{version}', 'write.delete.mode' = 'merge-on-read')");
        Assert.Empty(await lake.RowsAsync("SELECT * FROM ns.t.position_deletes"));
        await lake.RunAsync("INSERT INTO ns.t SELECT i, 'z', NULL, NULL FROM range(100) r(i); DELETE FROM ns.t WHERE level = 'z' AND (id BETWEEN 10 AND 19 OR id = 50); DELETE FROM ns.t WHERE id = 1 AND level = 'a'");
        Assert.Equal(["0", "10", "11"], (await lake.RowsAsync("SELECT pos FROM ns.t.position_deletes ORDER BY pos")).Take(3));
        Assert.Equal(["12|2|2"], await lake.RowsAsync("SELECT count(*), count(DISTINCT delete_file_path), count(DISTINCT partition.level) FROM ns.t.position_deletes"));
        Assert.Equal(["2"], await lake.RowsAsync("SELECT count(DISTINCT d.file_path) FROM ns.t.position_deletes d JOIN ns.t.data_files f ON d.file_path = f.file_path"));
        Assert.Equal(["2|12"], await lake.RowsAsync("SELECT sum(position_delete_file_count), sum(position_delete_record_count) FROM ns.t.partitions"));
    }

    private static async Task<Lake> LakeAsync(string clauses)
    {
        var lake = new Lake();
        await lake.RunAsync($"""
            CREATE NAMESPACE ns; CREATE TABLE ns.t (id INT, level STRING, price DOUBLE, ts TIMESTAMP) {clauses};
            INSERT INTO ns.t VALUES (1, 'a', 1.5, TIMESTAMP '2026-01-31 10:00:00'), (2, 'a', NULL, TIMESTAMP '2026-01-31 11:00:00'), (3, 'b', 2.5, TIMESTAMP '2026-02-01 00:00:00')
            """);
        return lake;
    }
}
