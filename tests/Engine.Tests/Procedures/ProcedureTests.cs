using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Procedures;

public sealed class ProcedureTests
{
    [Fact]
    public async Task The_table_goes_back_to_a_snapshot_or_a_time_and_tells_where_it_was()
    {
        using var lake = await LakeAsync(3);
        var ids = (await lake.MetadataAsync("t")).Snapshots.Select(snapshot => snapshot.SnapshotId).ToList();
        var result = (await lake.RunAsync($"CALL system.rollback_to_snapshot('ns.t', {ids[1]})")).Result!;
        Assert.Equal(["previous_snapshot_id bigint", "current_snapshot_id bigint"], result.Columns.Select(column => $"{column.Name} {column.Type}"));
        Assert.Equal([ids[2], ids[1]], result.Rows[0]);
        Assert.Equal(["2"], await lake.RowsAsync("SELECT count(*) FROM ns.t"));
        Assert.Equal([$"{ids[1]}|{ids[2]}"], await lake.RowsAsync($"CALL s3tablesbucket.system.set_current_snapshot(table => 'ns.t', snapshot_id => {ids[2]})"));
        await lake.RunAsync("CALL system.rollback_to_timestamp('ns.t', TIMESTAMP '2999-01-01 00:00:00')");
        Assert.Contains("not an ancestor", (await lake.FailAsync($"CALL system.set_current_snapshot('ns.t', {ids[0]}); CALL system.rollback_to_snapshot('ns.t', {ids[2]})")).Message, StringComparison.Ordinal);
        Assert.Contains("no snapshot", (await lake.FailAsync("CALL system.rollback_to_timestamp('ns.t', '1999-01-01')")).Message, StringComparison.Ordinal);
        await lake.RunAsync($"ALTER TABLE ns.t CREATE TAG good AS OF VERSION {ids[2]}; CALL system.set_current_snapshot(table => 'ns.t', ref => 'good')");
        Assert.Equal(["3"], await lake.RowsAsync("SELECT count(*) FROM ns.t"));
    }

    [Fact]
    public async Task Ancestors_are_told_from_the_newest_on()
    {
        using var lake = await LakeAsync(3);
        var snapshots = (await lake.MetadataAsync("t")).Snapshots;
        Assert.Equal(snapshots.Reverse().Select(snapshot => $"{snapshot.SnapshotId}|{snapshot.TimestampMs}"), await lake.RowsAsync("CALL system.ancestors_of('ns.t')"));
        Assert.Single(await lake.RowsAsync($"CALL system.ancestors_of('ns.t', {snapshots[0].SnapshotId})"));
    }

    [Fact]
    public async Task A_branch_is_written_fast_forwarded_and_picked_from()
    {
        using var lake = await LakeAsync(1);
        await lake.RunAsync("ALTER TABLE ns.t CREATE BRANCH audit; INSERT INTO ns.t.branch_audit VALUES (100); INSERT INTO ns.t.branch_audit VALUES (101)");
        Assert.Equal(["1|3"], await lake.RowsAsync("SELECT (SELECT count(*) FROM ns.t), (SELECT count(*) FROM ns.t.branch_audit)"));
        var table = await lake.MetadataAsync("t");
        Assert.Equal([$"audit|{table.Refs["audit"].SnapshotId}|{table.Refs["audit"].SnapshotId}"], await lake.RowsAsync("CALL system.fast_forward('ns.t', 'audit', 'audit')"));
        await lake.RunAsync("INSERT INTO ns.t VALUES (1)");
        Assert.Contains("Cannot fast-forward", (await lake.FailAsync("CALL system.fast_forward('ns.t', 'main', 'audit')")).Message, StringComparison.Ordinal);
        var picked = Assert.Single(await lake.RowsAsync($"CALL system.cherrypick_snapshot('ns.t', {table.Refs["audit"].SnapshotId})"));
        Assert.StartsWith($"{table.Refs["audit"].SnapshotId}|", picked, StringComparison.Ordinal);
        Assert.Equal(["0", "1", "101"], await lake.RowsAsync("SELECT id FROM ns.t ORDER BY id"));
    }

    [Fact]
    public async Task Expired_snapshots_go_and_the_rows_stay()
    {
        using var lake = await LakeAsync(5);
        await lake.RunAsync("INSERT OVERWRITE ns.t SELECT id FROM ns.t");
        var result = (await lake.RunAsync("CALL system.expire_snapshots('ns.t', TIMESTAMP '2999-01-01 00:00:00', 2)")).Result!;
        Assert.Equal(
            ["deleted_data_files_count", "deleted_position_delete_files_count", "deleted_equality_delete_files_count", "deleted_manifest_files_count", "deleted_manifest_lists_count", "deleted_statistics_files_count"],
            result.Columns.Select(column => column.Name));
        Assert.Equal(2, (await lake.MetadataAsync("t")).Snapshots.Count);
        var first = (await lake.MetadataAsync("t")).Snapshots[0].SnapshotId;
        result = (await lake.RunAsync($"CALL system.expire_snapshots(table => 'ns.t', snapshot_ids => ARRAY({first}))")).Result!;
        Assert.Equal(5L, result.Rows[0][0]);
        Assert.Equal(["5"], await lake.RowsAsync("SELECT count(*) FROM ns.t"));
        Assert.Single((await lake.MetadataAsync("t")).Snapshots);
        Assert.Contains(lake.Log, line => line.Contains("table buckets remove unreferenced files", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Orphan_files_are_found_and_left_where_the_store_does_not_delete()
    {
        using var lake = await LakeAsync(2);
        var orphan = $"{(await lake.MetadataAsync("t")).Location}/data/orphan.parquet";
        await lake.PutAsync(orphan, "x");
        Assert.Equal([orphan], await lake.RowsAsync("CALL system.remove_orphan_files(table => 'ns.t', dry_run => true, older_than => TIMESTAMP '2999-01-01 00:00:00')"));
        Assert.Empty(await lake.RowsAsync("CALL system.remove_orphan_files(table => 'ns.t')"));
        Assert.Contains("24 hours", (await lake.FailAsync("CALL system.remove_orphan_files(table => 'ns.t', older_than => current_timestamp())")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Manifests_are_regrouped()
    {
        using var lake = await LakeAsync(4);
        Assert.Equal(["4|1"], await lake.RowsAsync("CALL system.rewrite_manifests('ns.t')"));
        Assert.Equal(["0|0"], await lake.RowsAsync("CALL system.rewrite_manifests(table => 'ns.t', use_caching => false)"));
        Assert.Equal(["4|1"], await lake.RowsAsync("SELECT (SELECT count(*) FROM ns.t), (SELECT count(*) FROM ns.t.manifests)"));
    }

    [Fact]
    public async Task Position_delete_files_are_merged_without_what_no_longer_matters()
    {
        using var lake = new Lake();
        await lake.RunAsync("CREATE NAMESPACE ns; CREATE TABLE ns.t (id INT) TBLPROPERTIES ('write.delete.mode' = 'merge-on-read', 'write.delete.granularity' = 'partition'); INSERT INTO ns.t SELECT CAST(i AS INT) FROM range(100) r(i); INSERT INTO ns.t SELECT CAST(i AS INT) FROM range(100, 200) r(i)");
        await lake.RunAsync(string.Join(";", Enumerable.Range(0, 5).Select(i => $"DELETE FROM ns.t WHERE id IN ({i}, {i + 100})")));
        var result = (await lake.RunAsync("CALL system.rewrite_position_delete_files('ns.t')")).Result!;
        Assert.Equal(["rewritten_delete_files_count int", "added_delete_files_count int", "rewritten_bytes_count bigint", "added_bytes_count bigint"], result.Columns.Select(column => $"{column.Name} {column.Type}"));
        Assert.Equal([5, 1], result.Rows[0].Take(2));
        Assert.Equal(["190|10"], await lake.RowsAsync("SELECT (SELECT count(*) FROM ns.t), (SELECT sum(record_count) FROM ns.t.delete_files)"));
        Assert.Equal([0, 0], (await lake.RunAsync("CALL system.rewrite_position_delete_files('ns.t')")).Result!.Rows[0].Take(2));
        Assert.Equal([1, 1], (await lake.RunAsync("CALL system.rewrite_position_delete_files(table => 'ns.t', options => map('rewrite-all', 'true'))")).Result!.Rows[0].Take(2));
        Assert.Equal(["190"], await lake.RowsAsync("SELECT count(*) FROM ns.t"));
    }

    [Theory]
    [InlineData("CALL rollback_to_snapshot('ns.t', 1)", "system.rollback_to_snapshot", 6)]
    [InlineData("CALL system.nope('ns.t')", "There is no procedure 'nope'", 6)]
    [InlineData("CALL system.migrate('ns.t')", "CREATE TEMPORARY VIEW", 6)]
    [InlineData("CALL system.rollback_to_snapshot('ns.t')", "needs the argument 'snapshot_id'", 6)]
    [InlineData("CALL system.rollback_to_snapshot('ns.t', 'x')", "value of type bigint", 42)]
    [InlineData("CALL system.rollback_to_snapshot('ns.t', 1, 2)", "at most 2 arguments", 45)]
    [InlineData("CALL system.rollback_to_snapshot('ns.nope', 1)", "There is no table s3tablesbucket.ns.nope", 34)]
    [InlineData("CALL system.rollback_to_snapshot('a b', 1)", "not the name of a table", 34)]
    [InlineData("CALL system.rollback_to_snapshot(table => 'ns.t', 1)", "cannot follow one by name", 51)]
    [InlineData("CALL system.rollback_to_snapshot('ns.t', table => 'ns.t')", "by position and by name", 42)]
    [InlineData("CALL system.set_current_snapshot('ns.t')", "either", 1)]
    [InlineData("CALL system.expire_snapshots('ns.t', retain_last => 0)", "at least 1", 38)]
    public async Task Calls_that_make_no_sense_are_refused_at_their_place(string call, string told, int column)
    {
        using var lake = await LakeAsync(1);
        var exception = await lake.FailAsync(call);
        Assert.Contains(told, exception.Message, StringComparison.Ordinal);
        Assert.Equal((1, column), (exception.Line, exception.Column));
    }

    private static async Task<Lake> LakeAsync(int snapshots)
    {
        var lake = new Lake();
        await lake.RunAsync("CREATE NAMESPACE ns; CREATE TABLE ns.t (id INT); " + string.Join(";", Enumerable.Range(0, snapshots).Select(i => $"INSERT INTO ns.t VALUES ({i})")));
        return lake;
    }
}
