using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;

namespace Floe.Iceberg.Tests.Operations;

public sealed class AppendTests : IDisposable
{
    private readonly TestLake _lake = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Appended_files_are_planned()
    {
        var table = await _lake.CreateAsync();
        await table.NewAppend().Add(TestLake.File("a")).Add(TestLake.File("b")).CommitAsync(Cancellation);
        await table.NewAppend().Add(TestLake.File("c")).CommitAsync(Cancellation);
        Assert.Equal(["a", "b", "c"], await TestLake.NamesAsync(await _lake.LoadAsync()));
    }

    [Fact]
    public async Task The_summary_tells_what_was_added_and_what_there_is_in_all()
    {
        var table = await _lake.CreateAsync();
        await table.NewAppend().Add(TestLake.File("a", rows: 10)).CommitAsync(Cancellation);
        var snapshot = await table.NewAppend().Add(TestLake.File("b", rows: 5)).Set(SummaryKeys.EngineName, "tests").CommitAsync(Cancellation);
        Assert.Equal("append", snapshot.Operation);
        Assert.Equal("1", snapshot.Summary[SummaryKeys.AddedDataFiles]);
        Assert.Equal("5", snapshot.Summary[SummaryKeys.AddedRecords]);
        Assert.Equal("500", snapshot.Summary[SummaryKeys.AddedFilesSize]);
        Assert.Equal("15", snapshot.Summary[SummaryKeys.TotalRecords]);
        Assert.Equal("2", snapshot.Summary[SummaryKeys.TotalDataFiles]);
        Assert.Equal("0", snapshot.Summary[SummaryKeys.TotalDeleteFiles]);
        Assert.Equal("1", snapshot.Summary[SummaryKeys.ManifestsCreated]);
        Assert.Equal("1", snapshot.Summary[SummaryKeys.ManifestsKept]);
        Assert.Equal("tests", snapshot.Summary[SummaryKeys.EngineName]);
    }

    [Fact]
    public async Task A_snapshot_follows_its_parent_with_the_next_sequence_number()
    {
        var table = await _lake.CreateAsync();
        var first = await table.NewAppend().Add(TestLake.File("a")).CommitAsync(Cancellation);
        var second = await table.NewAppend().Add(TestLake.File("b")).CommitAsync(Cancellation);
        Assert.Null(first.ParentSnapshotId);
        Assert.Equal(first.SnapshotId, second.ParentSnapshotId);
        Assert.Equal((1, 2), (first.SequenceNumber, second.SequenceNumber));
        Assert.Equal([first.SnapshotId, second.SnapshotId], table.Metadata.SnapshotLog.Select(e => e.SnapshotId));
        Assert.Equal(2, table.Metadata.MetadataLog.Count);
    }

    [Fact]
    public async Task A_writer_that_was_overtaken_commits_on_top_of_the_other_and_loses_nothing()
    {
        var mine = await _lake.CreateAsync();
        var theirs = await _lake.LoadAsync();
        _lake.Catalog.BeforeCommit = () => theirs.NewAppend().Add(TestLake.File("theirs")).CommitAsync(Cancellation);
        var snapshot = await mine.NewAppend().Add(TestLake.File("mine")).CommitAsync(Cancellation);
        Assert.Equal(theirs.Metadata.CurrentSnapshotId, snapshot.ParentSnapshotId);
        Assert.Equal(2, snapshot.SequenceNumber);
        Assert.Equal("20", snapshot.Summary[SummaryKeys.TotalRecords]);
        Assert.Equal(["mine", "theirs"], await TestLake.NamesAsync(mine));
    }

    [Fact]
    public async Task Without_retries_left_the_conflict_reaches_the_caller()
    {
        var mine = await _lake.CreateAsync(null, (TableProperties.CommitNumRetries, "0"));
        var theirs = await _lake.LoadAsync();
        _lake.Catalog.BeforeCommit = () => theirs.NewAppend().Add(TestLake.File("theirs")).CommitAsync(Cancellation);
        await Assert.ThrowsAsync<CommitFailedException>(() => mine.NewAppend().Add(TestLake.File("mine")).CommitAsync(Cancellation));
        Assert.Equal(["theirs"], await TestLake.NamesAsync(await _lake.LoadAsync()));
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_found_in_the_table_and_not_repeated()
    {
        var table = await _lake.CreateAsync();
        _lake.Catalog.AfterCommit = () => throw new CommitStateUnknownException("the answer was lost");
        var snapshot = await table.NewAppend().Add(TestLake.File("a")).CommitAsync(Cancellation);
        Assert.Equal(snapshot.SnapshotId, (await _lake.LoadAsync()).Metadata.CurrentSnapshotId);
        Assert.Equal(1, _lake.Catalog.Commits);
    }

    [Fact]
    public async Task A_commit_that_did_not_arrive_stays_unknown()
    {
        var table = await _lake.CreateAsync();
        _lake.Catalog.BeforeCommit = () => throw new CommitStateUnknownException("the request was lost");
        await Assert.ThrowsAsync<CommitStateUnknownException>(() => table.NewAppend().Add(TestLake.File("a")).CommitAsync(Cancellation));
    }

    [Fact]
    public async Task Many_writers_at_once_all_get_their_files_in()
    {
        await _lake.CreateAsync(null, (TableProperties.CommitNumRetries, "1000"));
        await Parallel.ForAsync(0, 20, Cancellation, async (i, cancellation) =>
        {
            var table = await _lake.LoadAsync();
            await table.NewAppend().Add(TestLake.File($"f{i:D2}")).CommitAsync(cancellation);
        });
        var final = await _lake.LoadAsync();
        Assert.Equal(20, (await TestLake.NamesAsync(final)).Count);
        Assert.Equal("200", final.Metadata.CurrentSnapshot!.Summary[SummaryKeys.TotalRecords]);
        Assert.Equal(20, final.Metadata.LastSequenceNumber);
    }

    [Fact]
    public async Task Manifests_are_merged_when_there_are_enough_of_them_and_keep_every_number()
    {
        var table = await _lake.CreateAsync(null, (TableProperties.ManifestMinMergeCount, "5"));
        var most = 0;
        for (var i = 1; i <= 30; i++)
        {
            await table.NewAppend().Add(TestLake.File($"f{i:D2}")).CommitAsync(Cancellation);
            most = Math.Max(most, (await _lake.ManifestsAsync(table)).Count);
        }
        Assert.InRange(most, 2, 5);
        var plan = await table.NewScan().PlanAsync(Cancellation);
        Assert.Equal(Enumerable.Range(1, 30).Select(i => ($"s3://warehouse/t/data/f{i:D2}.parquet", (long)i)), plan.Files.Select(f => (f.File.Path, f.SequenceNumber)).Order());
    }

    [Fact]
    public async Task Merging_can_be_switched_off()
    {
        var table = await _lake.CreateAsync(null, (TableProperties.ManifestMinMergeCount, "2"), (TableProperties.ManifestMergeEnabled, "false"));
        for (var i = 0; i < 6; i++) await table.NewAppend().Add(TestLake.File($"f{i}")).CommitAsync(Cancellation);
        Assert.Equal(6, (await _lake.ManifestsAsync(table)).Count);
    }

    [Fact]
    public async Task A_manifest_is_rolled_over_at_its_target_size()
    {
        var table = await _lake.CreateAsync(null, (TableProperties.ManifestTargetSizeBytes, "20000"));
        await table.NewAppend().AddRange(Enumerable.Range(0, 2000).Select(i => TestLake.File($"f{i:D4}"))).CommitAsync(Cancellation);
        Assert.True((await _lake.ManifestsAsync(table)).Count > 2);
        Assert.Equal(2000, (await TestLake.NamesAsync(table)).Count);
    }

    [Fact]
    public async Task A_commit_to_a_new_branch_leaves_main_where_it_is()
    {
        var table = await _lake.CreateAsync();
        var main = await table.NewAppend().Add(TestLake.File("a")).CommitAsync(Cancellation);
        var branch = await table.NewAppend().ToBranch("audit").Add(TestLake.File("b")).CommitAsync(Cancellation);
        Assert.Equal(main.SnapshotId, table.Metadata.CurrentSnapshotId);
        Assert.Equal(branch.SnapshotId, table.Metadata.Refs["audit"].SnapshotId);
        var plan = await table.NewScan().UseSnapshot(branch.SnapshotId).PlanAsync(Cancellation);
        Assert.Equal(2, plan.Files.Count);
    }

    [Fact]
    public async Task In_version_3_every_row_gets_an_id_of_its_own()
    {
        var table = await _lake.CreateAsync(null, (TableProperties.FormatVersion, "3"));
        await table.NewAppend().Add(TestLake.File("a", rows: 10)).Add(TestLake.File("b", rows: 20)).CommitAsync(Cancellation);
        var second = await table.NewAppend().Add(TestLake.File("c", rows: 5)).CommitAsync(Cancellation);
        Assert.Equal((30, 5), (second.FirstRowId, second.AddedRows));
        Assert.Equal(35, table.Metadata.NextRowId);
        var plan = await table.NewScan().PlanAsync(Cancellation);
        Assert.Equal([0L, 10L, 30L], plan.Files.OrderBy(f => f.File.Path, StringComparer.Ordinal).Select(f => f.File.FirstRowId!.Value));
    }

    [Fact]
    public async Task In_version_3_merged_manifests_keep_the_row_ids()
    {
        var table = await _lake.CreateAsync(null, (TableProperties.FormatVersion, "3"), (TableProperties.ManifestMinMergeCount, "3"));
        for (var i = 0; i < 7; i++) await table.NewAppend().Add(TestLake.File($"f{i}")).CommitAsync(Cancellation);
        var plan = await table.NewScan().PlanAsync(Cancellation);
        var ids = plan.Files.Select(f => f.File.FirstRowId!.Value).ToList();
        Assert.Equal(7, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(ids.All(other => other == id || Math.Abs(other - id) >= 10)));
        Assert.True(table.Metadata.NextRowId >= ids.Max() + 10);
    }

    [Fact]
    public async Task Gzip_metadata_is_written_where_the_table_asks_for_it()
    {
        var table = await _lake.CreateAsync(null, (TableProperties.MetadataCompression, "gzip"));
        await table.NewAppend().Add(TestLake.File("a")).CommitAsync(Cancellation);
        Assert.EndsWith(".gz.metadata.json", table.MetadataLocation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delete_file_cannot_be_appended()
    {
        var table = await _lake.CreateAsync();
        Assert.Throws<ArgumentException>(() => table.NewAppend().Add(TestLake.File("a") with { Content = FileContent.PositionDeletes }));
    }
}
