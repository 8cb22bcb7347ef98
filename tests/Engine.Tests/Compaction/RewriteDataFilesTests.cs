using System.Globalization;
using Floe.Engine.Compaction;
using Floe.Engine.Tests.Support;
using Floe.Iceberg;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tests.Compaction;

public sealed class RewriteDataFilesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Small_files_become_one_and_the_rows_stay()
    {
        using var lake = await LakeAsync("id INT, name STRING", 6);
        Assert.Equal(["6|1|0|0"], (await lake.RowsAsync("CALL system.rewrite_data_files('ns.t')")).Select(WithoutBytes));
        Assert.Single(await lake.DataFilesAsync("t"));
        Assert.Equal(["6|60"], await lake.RowsAsync("SELECT count(DISTINCT name), count(*) FROM ns.t"));
        Assert.Equal("replace", (await lake.MetadataAsync("t")).CurrentSnapshot!.Operation);
        Assert.Equal(["0|0|0|0"], (await lake.RowsAsync("CALL s3tablesbucket.system.rewrite_data_files(table => 'ns.t')")).Select(WithoutBytes));
        Assert.Equal(0, lake.Files.Lent);
        Assert.Empty(lake.Files.StagedPaths());
    }

    [Fact]
    public async Task Too_few_files_are_left_alone_unless_all_are_wanted()
    {
        using var lake = await LakeAsync("id INT, name STRING", 4);
        Assert.Equal(["0|0|0|0"], (await lake.RowsAsync("CALL system.rewrite_data_files('ns.t')")).Select(WithoutBytes));
        Assert.Equal(["4|1|0|0"], (await lake.RowsAsync("CALL system.rewrite_data_files(table => 'ns.t', options => map('min-input-files', '2'))")).Select(WithoutBytes));
        Assert.Equal(["1|1|0|0"], (await lake.RowsAsync("CALL system.rewrite_data_files(table => 'ns.t', options => map('rewrite-all', 'true'))")).Select(WithoutBytes));
        Assert.Equal(["40"], await lake.RowsAsync("SELECT count(*) FROM ns.t"));
    }

    [Fact]
    public async Task Each_partition_is_compacted_by_itself_and_old_partitionings_are_brought_up_to_date()
    {
        using var lake = await LakeAsync("id INT, name STRING", 3);
        await lake.RunAsync("ALTER TABLE ns.t ADD PARTITION FIELD truncate(10, id)");
        await lake.RunAsync(string.Join(";", Enumerable.Range(3, 3).Select(Insert)));
        Assert.Equal(6, (await lake.DataFilesAsync("t")).Count);
        await lake.RunAsync("CALL system.rewrite_data_files(table => 'ns.t', options => map('rewrite-all', 'true'))");
        var files = await lake.DataFilesAsync("t");
        Assert.Equal(6, files.Count);
        Assert.All(files, file => Assert.Equal((1, 10L), (file.SpecId, file.RecordCount)));
        Assert.Equal([0, 10, 20, 30, 40, 50], files.Select(file => (int)file.Partition[0]!).Order());
        Assert.Equal(["60|1770"], await lake.RowsAsync("SELECT count(*), sum(id) FROM ns.t"));
    }

    [Fact]
    public async Task Only_files_that_may_match_the_condition_are_rewritten()
    {
        using var lake = await LakeAsync("id INT, name STRING", 6);
        Assert.Equal(["2|1|0|0"], (await lake.RowsAsync("CALL system.rewrite_data_files(table => 'ns.t', where => 'id >= 10 and id < 30', options => map('rewrite-all', 'true'))")).Select(WithoutBytes));
        Assert.Equal(5, (await lake.DataFilesAsync("t")).Count);
        Assert.Contains("cannot be chosen", (await lake.FailAsync("CALL system.rewrite_data_files(table => 'ns.t', where => 'length(name) = 1')")).Message, StringComparison.Ordinal);
        Assert.Contains("nope", (await lake.FailAsync("CALL system.rewrite_data_files(table => 'ns.t', where => 'nope = 1')")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sort_order => 'id DESC NULLS LAST'", "59|0")]
    [InlineData("strategy => 'sort', sort_order => 'truncate(100, id), name ASC, id'", "0|59")]
    public async Task Rows_are_sorted_where_it_is_asked(string order, string ends)
    {
        using var lake = await LakeAsync("id INT, name STRING", 6);
        await lake.RunAsync($"CALL system.rewrite_data_files(table => 'ns.t', {order})");
        Assert.Equal([ends], await lake.RowsAsync("SELECT first(id), last(id) FROM ns.t"));
    }

    [Fact]
    public async Task The_tables_own_order_is_used_and_told_by_the_files()
    {
        using var lake = await LakeAsync("id INT, name STRING", 6);
        Assert.Contains("no write order", (await lake.FailAsync("CALL system.rewrite_data_files(table => 'ns.t', strategy => 'sort')")).Message, StringComparison.Ordinal);
        await lake.RunAsync("ALTER TABLE ns.t WRITE ORDERED BY id DESC; CALL system.rewrite_data_files(table => 'ns.t', strategy => 'sort')");
        Assert.Equal(["59|0"], await lake.RowsAsync("SELECT first(id), last(id) FROM ns.t"));
        Assert.Equal((await lake.MetadataAsync("t")).DefaultSortOrderId, (await lake.DataFilesAsync("t"))[0].SortOrderId);
    }

    [Fact]
    public async Task Along_a_z_order_conditions_on_each_column_leave_files_out()
    {
        using var lake = new Lake();
        await lake.RunAsync("CREATE NAMESPACE ns; CREATE TABLE ns.t (x INT, y STRING, filler STRING)");
        await lake.RunAsync("INSERT INTO ns.t SELECT CAST(i % 1000 AS INT), printf('%04d', (i * 7919) // 1000 % 1000), md5(CAST(i AS STRING)) || md5(CAST(i + 1 AS STRING)) FROM range(1000000) r(i)");
        await lake.RunAsync("CALL system.rewrite_data_files(table => 'ns.t', sort_order => 'zorder(x, y)', options => map('rewrite-all', 'true', 'target-file-size-bytes', '2000000'))");
        var files = (await lake.DataFilesAsync("t")).Count;
        Assert.True(files >= 6, $"{files} files");
        Assert.InRange(await ScannedAsync(lake, "x = 17"), 1, files * 3 / 4);
        Assert.InRange(await ScannedAsync(lake, "y = '0500'"), 1, files * 3 / 4);
        Assert.Equal(["1000000|499500000"], await lake.RowsAsync("SELECT count(*), sum(x) FROM ns.t"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Deleted_rows_go_with_their_delete_files(int version)
    {
        using var lake = await LakeAsync("id INT, name STRING", 6, $"'format-version' = '{version}', 'write.delete.mode' = 'merge-on-read'");
        await lake.RunAsync("DELETE FROM ns.t WHERE id % 10 < 4");
        Assert.Equal(6, (await DeletesAsync(lake)).Count);
        Assert.Equal(["6|1|0|6"], (await lake.RowsAsync("CALL system.rewrite_data_files('ns.t')")).Select(WithoutBytes));
        Assert.Empty(await DeletesAsync(lake));
        Assert.Equal(["36|1134"], await lake.RowsAsync("SELECT count(*), sum(id) FROM ns.t"));
    }

    [Fact]
    public async Task Files_that_lost_many_rows_are_rewritten_even_if_they_are_few()
    {
        using var lake = await LakeAsync("id INT, name STRING", 2, "'write.delete.mode' = 'merge-on-read'");
        await lake.RunAsync("DELETE FROM ns.t WHERE id < 5");
        Assert.Equal(["2|1|0|1"], (await lake.RowsAsync("CALL system.rewrite_data_files('ns.t')")).Select(WithoutBytes));
    }

    [Fact]
    public async Task Rows_keep_their_ids_in_version_3()
    {
        using var lake = await LakeAsync("id INT, name STRING", 6, "'format-version' = '3'");
        var before = (await lake.MetadataAsync("t")).NextRowId;
        Assert.Equal(60, before);
        await lake.RunAsync("CALL system.rewrite_data_files('ns.t', 'sort', 'id DESC')");
        await using var duck = await Floe.Engine.DuckDb.DuckDbSession.OpenAsync(new EngineOptions(1, "256MB", lake.TempFolder), Cancellation);
        var path = lake.Files.PathOf((await lake.DataFilesAsync("t"))[0].Path);
        var wrong = await duck.QueryAsync($"SELECT count(*) FROM read_parquet('{path}') WHERE _row_id <> id OR _last_updated_sequence_number <> id // 10 + 1", reader => reader.GetInt64(0), Cancellation);
        Assert.Equal(0, wrong[0]);
    }

    [Fact]
    public async Task Equality_deletes_committed_meanwhile_still_apply()
    {
        using var lake = await LakeAsync("id INT, name STRING", 6);
        var sequence = (await lake.MetadataAsync("t")).LastSequenceNumber;
        await lake.RunAsync("CALL system.rewrite_data_files('ns.t')");
        var table = new Table(await lake.Catalog.LoadTableAsync(new TableIdentifier("ns", "t"), Cancellation), lake.Catalog, lake.Files);
        var task = Assert.Single((await table.NewScan().PlanAsync(Cancellation)).Files);
        Assert.Equal(sequence, task.SequenceNumber);
    }

    [Fact]
    public async Task A_writer_who_changed_the_files_meanwhile_wins_and_the_table_is_as_he_left_it()
    {
        using var lake = await LakeAsync("id INT, name STRING", 6);
        lake.Catalog.BeforeCommit.Enqueue(() => lake.RunAsync("DELETE FROM ns.t WHERE id < 5").GetAwaiter().GetResult());
        var exception = await lake.FailAsync("CALL system.rewrite_data_files('ns.t')");
        Assert.IsAssignableFrom<IcebergException>(exception.InnerException!.InnerException ?? exception.InnerException);
        Assert.Equal(["55|6"], await lake.RowsAsync("SELECT (SELECT count(*) FROM ns.t), (SELECT count(*) FROM ns.t.files)"));
        Assert.Equal(0, lake.Files.Lent);
        Assert.Empty(lake.Files.StagedPaths());
    }

    [Fact]
    public async Task An_append_meanwhile_is_no_conflict()
    {
        using var lake = await LakeAsync("id INT, name STRING", 6);
        lake.Catalog.BeforeCommit.Enqueue(() => lake.RunAsync(Insert(6)).GetAwaiter().GetResult());
        await lake.RunAsync("CALL system.rewrite_data_files('ns.t')");
        Assert.Equal(["70|2"], await lake.RowsAsync("SELECT (SELECT count(*) FROM ns.t), (SELECT count(*) FROM ns.t.files)"));
    }

    [Fact]
    public async Task With_partial_progress_each_group_is_a_commit_and_only_lost_ones_stay()
    {
        using var lake = await LakeAsync("id INT, name STRING", 6);
        await lake.RunAsync("ALTER TABLE ns.t ADD PARTITION FIELD truncate(10, id); CALL system.rewrite_data_files(table => 'ns.t', options => map('rewrite-all', 'true'))");
        lake.Catalog.BeforeCommit.Enqueue(() => lake.RunAsync("DELETE FROM ns.t WHERE id = 5").GetAwaiter().GetResult());
        var rows = await lake.RowsAsync("CALL system.rewrite_data_files(table => 'ns.t', options => map('rewrite-all', 'true', 'partial-progress.enabled', 'true', 'partial-progress.max-commits', '6'))");
        Assert.Equal(["5|5|1|0"], rows.Select(WithoutBytes));
        Assert.Equal(["59"], await lake.RowsAsync("SELECT count(*) FROM ns.t"));
    }

    [Fact]
    public async Task The_compactor_works_on_its_own_and_names_a_file_that_cannot_be_read()
    {
        using var lake = await LakeAsync("id INT, name STRING", 6);
        var compactor = new TableCompactor(new EngineOptions(1, "256MB", lake.TempFolder));
        var table = await Table.LoadAsync(lake.Catalog, new TableIdentifier("ns", "t"), lake.Files, TimeProvider.System, Cancellation);
        var result = await compactor.RunAsync(table, new CompactionOptions { SnapshotProperties = new Dictionary<string, string> { ["job"] = "maintenance" } }, lake.Log.Add, Cancellation);
        Assert.Equal((6, 1), (result.RewrittenFiles, result.AddedFiles));
        Assert.Equal("maintenance", table.Metadata.CurrentSnapshot!.Summary["job"]);

        var file = (await lake.DataFilesAsync("t"))[0].Path;
        await File.WriteAllTextAsync(lake.Files.PathOf(file), "PAR1 no Parquet at all PAR1", Cancellation);
        var exception = await Assert.ThrowsAsync<CompactionException>(() => compactor.RunAsync(table, new CompactionOptions { RewriteAll = true }, lake.Log.Add, Cancellation));
        Assert.Contains(file, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(lake.Folder, exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => compactor.RunAsync(table, new CompactionOptions { TargetFileSizeBytes = 10, MinFileSizeBytes = 20 }, lake.Log.Add, Cancellation));
    }

    [Theory]
    [InlineData("strategy => 'zorder'", "'binpack' or 'sort'")]
    [InlineData("strategy => 'binpack', sort_order => 'id'", "does not sort")]
    [InlineData("sort_order => 'nope'", "no column")]
    [InlineData("sort_order => 'zorder(nope)'", "no column")]
    [InlineData("options => map('x', '1')", "'x' is not an option")]
    [InlineData("options => map('min-input-files', '0')", "from 1")]
    [InlineData("options => map('rewrite-all', 'maybe')", "true or false")]
    [InlineData("options => map('rewrite-all')", "keys and values")]
    [InlineData("options => map('target-file-size-bytes', '5', 'min-file-size-bytes', '6')", "in order")]
    [InlineData("branch => 'x'", "no argument 'branch'")]
    public async Task Arguments_that_make_no_sense_are_refused(string argument, string told)
    {
        using var lake = await LakeAsync("id INT, name STRING", 6);
        Assert.Contains(told, (await lake.FailAsync($"CALL system.rewrite_data_files(table => 'ns.t', {argument})")).Message, StringComparison.Ordinal);
        Assert.Equal(6, (await lake.DataFilesAsync("t")).Count);
    }

    private static string Insert(int file) => $"INSERT INTO ns.t SELECT CAST(i AS INT), 'n{file}' FROM range({file * 10}, {(file + 1) * 10}) r(i)";

    private static string WithoutBytes(string row)
    {
        var parts = row.Split('|');
        return string.Join('|', parts[0], parts[1], parts[3], parts[4]);
    }

    private static async Task<int> ScannedAsync(Lake lake, string condition)
    {
        var line = (await lake.RowsAsync($"EXPLAIN SELECT * FROM ns.t WHERE {condition}")).Single(line => line.StartsWith("  files: ", StringComparison.Ordinal));
        return int.Parse(line["  files: ".Length..].Split(' ')[0], CultureInfo.InvariantCulture);
    }

    private static async Task<IReadOnlyList<DataFile>> DeletesAsync(Lake lake)
    {
        var table = new Table(await lake.Catalog.LoadTableAsync(new TableIdentifier("ns", "t"), Cancellation), lake.Catalog, lake.Files);
        return [.. (await table.NewScan().PlanAsync(Cancellation)).Files.SelectMany(task => task.Deletes)];
    }

    private static async Task<Lake> LakeAsync(string columns, int files, string? properties = null)
    {
        var lake = new Lake();
        await lake.RunAsync($"CREATE NAMESPACE ns; CREATE TABLE ns.t ({columns}){(properties is null ? "" : $" TBLPROPERTIES ({properties})")}; " + string.Join(";", Enumerable.Range(0, files).Select(Insert)));
        return lake;
    }
}
