using System.Globalization;
using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Statements;

public sealed class TimeTravelTests
{
    [Fact]
    public async Task A_table_is_read_as_of_a_snapshot_a_time_or_a_reference()
    {
        using var lake = await LakeAsync();
        var (first, second) = await SnapshotsAsync(lake);
        Assert.Equal(["1"], await lake.RowsAsync($"SELECT t.id FROM ns.t VERSION AS OF {first} WHERE t.id > 0"));
        Assert.Equal(["1|2"], await lake.RowsAsync($"SELECT (SELECT count(*) FROM ns.t FOR VERSION AS OF {first}), count(*) FROM ns.t FOR SYSTEM_VERSION AS OF '{second}' AS x"));
        Assert.Equal(["2"], await lake.RowsAsync("SELECT count(*) FROM ns.t VERSION AS OF 'main'"));
        Assert.Equal(["2"], await lake.RowsAsync("SELECT count(*) FROM ns.t TIMESTAMP AS OF '2999-01-01 00:00:00'"));
        Assert.Equal(["1"], await lake.RowsAsync($"SELECT count(*) FROM s3tablesbucket.ns.t.snapshot_id_{first}"));
        Assert.Equal(["2"], await lake.RowsAsync("SELECT count(*) FROM s3tablesbucket.ns.t.branch_main b"));
    }

    [Theory]
    [InlineData("SELECT * FROM ns.t VERSION AS OF 1", "has no snapshot 1")]
    [InlineData("SELECT * FROM ns.t VERSION AS OF 'nope'", "no branch or tag 'nope'")]
    [InlineData("SELECT * FROM ns.t TIMESTAMP AS OF '1999-01-01'", "had no snapshot at 1999-01-01T00:00:00Z")]
    [InlineData("SELECT * FROM ns.t TIMESTAMP AS OF 'soon'", "takes a time such as")]
    [InlineData("SELECT * FROM s3tablesbucket.ns.t.nope", "'nope' is not a metadata table")]
    public async Task A_point_that_the_table_does_not_have_is_told(string query, string told)
    {
        using var lake = await LakeAsync();
        Assert.Contains(told, (await lake.FailAsync(query)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_tables_tell_about_snapshots_and_files()
    {
        using var lake = await LakeAsync();
        var (first, second) = await SnapshotsAsync(lake);
        Assert.Equal([$"{first}|NULL|true", $"{second}|{first}|true"], await lake.RowsAsync("SELECT snapshot_id, parent_id, is_current_ancestor FROM ns.t.history ORDER BY made_current_at, snapshot_id = " + second));
        Assert.Equal([$"{second}|append|1"], await lake.RowsAsync($"SELECT s.snapshot_id, operation, summary['added-records'] FROM s3tablesbucket.ns.t.snapshots s WHERE parent_id = {first}"));
        Assert.Equal([$"main|BRANCH|{second}"], await lake.RowsAsync("SELECT name, type, snapshot_id FROM ns.t.refs"));
        Assert.Equal(["0|PARQUET|1|1|1", "0|PARQUET|1|2|2"], await lake.RowsAsync("SELECT content, file_format, record_count, readable_metrics.id.lower_bound, readable_metrics.id.upper_bound FROM ns.t.files ORDER BY 4"));
        Assert.Equal(["2|2"], await lake.RowsAsync("SELECT count(*), sum(added_data_files_count) FROM ns.t.manifests"));
        Assert.Equal(["2|2|0"], await lake.RowsAsync("SELECT record_count, file_count, position_delete_file_count FROM ns.t.partitions"));
        Assert.Equal(["true"], await lake.RowsAsync("SELECT count(*) >= 1 FROM ns.t.metadata_log_entries"));
        Assert.Equal(["2"], await lake.RowsAsync("USE s3tablesbucket.ns; SELECT count(*) FROM t.history"));
        Assert.Equal(["2"], await lake.RowsAsync("SELECT count(*) FROM ns.t.history JOIN ns.t.snapshots ON snapshots.snapshot_id = history.snapshot_id"));
    }

    [Fact]
    public async Task A_table_of_the_name_of_a_metadata_table_is_a_table()
    {
        using var lake = await LakeAsync();
        await lake.RunAsync("CREATE TABLE ns.files AS SELECT 7 AS x");
        Assert.Equal(["7"], await lake.RowsAsync("SELECT * FROM s3tablesbucket.ns.files"));
        Assert.Equal(["7"], await lake.RowsAsync("SELECT * FROM ns.files"));
    }

    private static async Task<(string First, string Second)> SnapshotsAsync(Lake lake)
    {
        var snapshots = (await lake.MetadataAsync("t")).Snapshots;
        return (snapshots[0].SnapshotId.ToString(CultureInfo.InvariantCulture), snapshots[1].SnapshotId.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<Lake> LakeAsync()
    {
        var lake = new Lake();
        await lake.RunAsync("CREATE NAMESPACE ns; CREATE TABLE ns.t (id INT); INSERT INTO ns.t VALUES (1); INSERT INTO ns.t VALUES (2)");
        return lake;
    }
}
