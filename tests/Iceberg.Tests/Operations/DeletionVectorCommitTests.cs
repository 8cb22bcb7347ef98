using Floe.Iceberg.Deletes;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Puffin;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;

namespace Floe.Iceberg.Tests.Operations;

public sealed class DeletionVectorCommitTests : IDisposable
{
    private readonly TestLake _lake = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Deleted_rows_are_found_by_the_plan_and_read_back()
    {
        var table = await CreateAsync("a", "b");
        var snapshot = await DeleteAsync(table, ("a", [1, 3]), ("b", [0]));
        Assert.Equal("delete", snapshot.Operation);
        Assert.Equal("2", snapshot.Summary[SummaryKeys.AddedDvs]);
        Assert.Equal("3", snapshot.Summary[SummaryKeys.AddedPositionDeletes]);
        Assert.Equal([1L, 3L], await DeletedAsync(table, "a"));
        Assert.Equal([0L], await DeletedAsync(table, "b"));
    }

    [Fact]
    public async Task All_vectors_of_a_commit_share_a_file_whose_footer_says_the_same_as_the_manifest()
    {
        var table = await CreateAsync("a", "b");
        await DeleteAsync(table, ("a", [1, 3]), ("b", [0]));
        var vectors = (await table.NewScan().PlanAsync(Cancellation)).Files.Select(f => f.Deletes.Single()).ToList();
        Assert.Single(vectors.Select(v => v.Path).Distinct());
        var puffin = await PuffinFile.ReadAsync(table.IO, vectors[0].Path, Cancellation);
        Assert.Equal(puffin.FileSizeInBytes, vectors[0].FileSizeInBytes);
        foreach (var vector in vectors)
        {
            var blob = puffin.Blobs.Single(b => b.Offset == vector.ContentOffset && b.Length == vector.ContentSizeInBytes);
            Assert.Equal(("deletion-vector-v1", -1L, -1L, null), (blob.Type, blob.SnapshotId, blob.SequenceNumber, blob.CompressionCodec));
            Assert.Equal(vector.ReferencedDataFile, blob.Properties["referenced-data-file"]);
            Assert.Equal($"{vector.RecordCount}", blob.Properties["cardinality"]);
        }
    }

    [Fact]
    public async Task A_second_delete_of_a_file_replaces_its_vector_by_one_with_all_positions()
    {
        var table = await CreateAsync("a", "b");
        await DeleteAsync(table, ("a", [1, 3]), ("b", [0]));
        var snapshot = await DeleteAsync(table, ("a", [2, 3]));
        Assert.Equal([1L, 2L, 3L], await DeletedAsync(table, "a"));
        Assert.Equal([0L], await DeletedAsync(table, "b"));
        Assert.Equal(("1", "1", "4"), (snapshot.Summary[SummaryKeys.AddedDvs], snapshot.Summary[SummaryKeys.RemovedDvs], snapshot.Summary[SummaryKeys.TotalPositionDeletes]));
    }

    [Fact]
    public async Task Another_writers_vector_of_the_same_file_is_a_conflict()
    {
        var mine = await CreateAsync("a");
        var theirs = await _lake.LoadAsync();
        var changes = await VectorsAsync(mine, ("a", [1]));
        await DeleteAsync(theirs, ("a", [2]));
        await Assert.ThrowsAsync<ValidationException>(() => mine.NewRowDelta().AddDeletes(changes).CommitAsync(Cancellation));
        Assert.Equal([2L], await DeletedAsync(await _lake.LoadAsync(), "a"));
    }

    [Fact]
    public async Task Position_deletes_from_before_the_upgrade_are_merged_in()
    {
        var table = await _lake.CreateAsync();
        await table.NewAppend().Add(TestLake.File("a")).CommitAsync(Cancellation);
        await table.NewRowDelta().AddDeletes(PositionDeletes("own") with { ReferencedDataFile = TestLake.File("a").Path }).AddDeletes(PositionDeletes("shared")).CommitAsync(Cancellation);
        await table.UpgradeFormatVersionAsync(3, Cancellation);

        var task = (await table.NewScan().PlanAsync(Cancellation)).Files.Single();
        var writer = table.NewDeletionVectors().Delete(task, [5]);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => writer.WriteAsync(Cancellation));
        Assert.Contains("position deletes", error.Message, StringComparison.Ordinal);

        var changes = await writer.WriteAsync(Cancellation, (file, _, _) => Task.FromResult<IEnumerable<long>>(file.ReferencedDataFile is null ? [7] : [6]));
        await table.NewRowDelta().AddDeletes(changes).CommitAsync(Cancellation);
        Assert.Equal([5L, 6L, 7L], await DeletedAsync(table, "a"));
        Assert.Equal(["own"], changes.Replaced.Select(f => Path.GetFileNameWithoutExtension(f.Path)));
    }

    [Fact]
    public async Task A_vector_goes_with_its_data_file()
    {
        var table = await CreateAsync("a", "b");
        await DeleteAsync(table, ("a", [1]), ("b", [0]));
        var snapshot = await table.NewDelete().Remove(TestLake.File("a")).CommitAsync(Cancellation);
        Assert.Equal("1", snapshot.Summary[SummaryKeys.RemovedDvs]);
        Assert.Equal("1", snapshot.Summary[SummaryKeys.TotalDeleteFiles]);
        Assert.Equal([0L], await DeletedAsync(table, "b"));
    }

    [Fact]
    public async Task Deletes_older_than_all_data_are_dropped_by_the_next_commit()
    {
        var table = await _lake.CreateAsync();
        await table.NewAppend().Add(TestLake.File("a")).CommitAsync(Cancellation);
        await table.NewRowDelta().AddDeletes(PositionDeletes("d")).CommitAsync(Cancellation);
        var kept = await table.NewRewrite().Remove(TestLake.File("a")).Add(TestLake.File("b", rows: 9)).CommitAsync(Cancellation);
        Assert.Equal("0", kept.Summary[SummaryKeys.TotalDeleteFiles]);
        Assert.Equal("1", kept.Summary[SummaryKeys.RemovedPositionDeleteFiles]);
    }

    [Fact]
    public async Task Deletes_that_still_apply_to_a_file_of_a_rewrite_with_an_older_number_stay()
    {
        var table = await _lake.CreateAsync();
        var first = await table.NewAppend().Add(TestLake.File("a")).CommitAsync(Cancellation);
        await table.NewRowDelta().AddDeletes(PositionDeletes("d") with { Content = FileContent.EqualityDeletes, EqualityIds = [1] }).CommitAsync(Cancellation);
        var rewritten = await table.NewRewrite().ValidateFrom(first.SnapshotId).UseStartingSequenceNumber(first.SequenceNumber).Remove(TestLake.File("a")).Add(TestLake.File("b")).CommitAsync(Cancellation);
        Assert.Equal("1", rewritten.Summary[SummaryKeys.TotalDeleteFiles]);
        Assert.Single((await table.NewScan().PlanAsync(Cancellation)).Files.Single().Deletes);
    }

    [Fact]
    public async Task A_position_outside_the_file_is_refused()
    {
        var table = await CreateAsync("a");
        var task = (await table.NewScan().PlanAsync(Cancellation)).Files.Single();
        Assert.Throws<ArgumentOutOfRangeException>(() => table.NewDeletionVectors().Delete(task, [10]));
    }

    [Fact]
    public async Task Tables_of_version_2_have_no_vectors()
    {
        var table = await _lake.CreateAsync();
        Assert.Throws<NotSupportedException>(table.NewDeletionVectors);
    }

    [Fact]
    public async Task A_vector_that_is_not_what_the_manifest_says_is_refused()
    {
        var table = await CreateAsync("a");
        await DeleteAsync(table, ("a", [1, 3]));
        var vector = (await table.NewScan().PlanAsync(Cancellation)).Files.Single().Deletes.Single();
        var reader = new DeletionVectorReader(table.IO);
        await Field("record_count", vector with { RecordCount = 3 });
        await Field("content_offset", vector with { ContentOffset = 1 << 20 });
        await Field("content_size_in_bytes", vector with { ContentSizeInBytes = 1 << 20 });
        await Field("deletion-vector-v1.length", vector with { ContentSizeInBytes = vector.ContentSizeInBytes - 1 });

        async Task Field(string field, DataFile changed) =>
            Assert.Equal(field, (await Assert.ThrowsAsync<InvalidFileException>(() => reader.ReadAsync(changed, Cancellation))).Field);
    }

    [Fact]
    public async Task An_added_file_gets_row_ids_of_its_own_even_if_it_comes_with_others()
    {
        var table = await CreateAsync("a");
        await table.NewAppend().Add(TestLake.File("b") with { FirstRowId = 0 }).CommitAsync(Cancellation);
        var ids = (await table.NewScan().PlanAsync(Cancellation)).Files.ToDictionary(f => Path.GetFileNameWithoutExtension(f.File.Path), f => f.File.FirstRowId);
        Assert.Equal((0L, 10L), (ids["a"], ids["b"]));
    }

    [Fact]
    public async Task The_first_commit_after_an_upgrade_gives_row_ids_to_what_was_there()
    {
        var table = await _lake.CreateAsync();
        await table.NewAppend().Add(TestLake.File("a")).CommitAsync(Cancellation);
        await table.UpgradeFormatVersionAsync(3, Cancellation);
        Assert.Equal(0, table.Metadata.NextRowId);
        Assert.Null((await table.NewScan().PlanAsync(Cancellation)).Files.Single().File.FirstRowId);
        var snapshot = await table.NewAppend().Add(TestLake.File("b", rows: 5)).CommitAsync(Cancellation);
        Assert.Equal((0L, 15L), (snapshot.FirstRowId, snapshot.AddedRows));
        var ids = (await table.NewScan().PlanAsync(Cancellation)).Files.Select(f => (f.File.FirstRowId!.Value, f.File.RecordCount)).Order().ToList();
        Assert.Equal(15, ids.Sum(i => i.RecordCount));
        Assert.Equal(ids[0].RecordCount, ids[1].Value);
    }

    private static DataFile PositionDeletes(string name) => TestLake.File(name, rows: 1) with { Content = FileContent.PositionDeletes };

    private async Task<Table> CreateAsync(params string[] files)
    {
        var table = await _lake.CreateAsync(null, (TableProperties.FormatVersion, "3"));
        await table.NewAppend().AddRange(files.Select(f => TestLake.File(f))).CommitAsync(Cancellation);
        return table;
    }

    private static async Task<DeletionVectorChanges> VectorsAsync(Table table, params (string File, long[] Positions)[] deletes)
    {
        var writer = table.NewDeletionVectors();
        var plan = await table.NewScan().PlanAsync(Cancellation);
        foreach (var (file, positions) in deletes) writer.Delete(TaskOf(plan, file), positions);
        return await writer.WriteAsync(Cancellation);
    }

    private static async Task<Snapshot> DeleteAsync(Table table, params (string File, long[] Positions)[] deletes) =>
        await table.NewRowDelta().AddDeletes(await VectorsAsync(table, deletes)).CommitAsync(Cancellation);

    private static async Task<IEnumerable<long>> DeletedAsync(Table table, string file)
    {
        var task = TaskOf(await table.NewScan().PlanAsync(Cancellation), file);
        return (await new DeletionVectorReader(table.IO).ReadAsync(task.Deletes.Single(), Cancellation)).Positions;
    }

    private static FileScanTask TaskOf(ScanPlan plan, string file) => plan.Files.Single(f => Path.GetFileNameWithoutExtension(f.File.Path) == file);
}
