using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;

namespace Floe.Iceberg.Tests.Operations;

public sealed class SnapshotManagementTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly TestLake _lake;

    public SnapshotManagementTests() => _lake = new TestLake(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task A_rollback_goes_back_to_an_ancestor()
    {
        var table = await _lake.CreateAsync();
        var first = await AppendAsync(table, "a");
        await AppendAsync(table, "b");
        await table.NewManageSnapshots().RollbackTo(first.SnapshotId).CommitAsync(Cancellation);
        Assert.Equal(["a"], await TestLake.NamesAsync(await _lake.LoadAsync()));
        await AppendAsync(table, "c");
        Assert.Equal(["a", "c"], await TestLake.NamesAsync(table));
    }

    [Fact]
    public async Task A_rollback_to_what_is_no_ancestor_is_refused()
    {
        var table = await _lake.CreateAsync();
        var first = await AppendAsync(table, "a");
        var second = await AppendAsync(table, "b");
        await table.NewManageSnapshots().RollbackTo(first.SnapshotId).CommitAsync(Cancellation);
        await Assert.ThrowsAsync<ValidationException>(() => table.NewManageSnapshots().RollbackTo(second.SnapshotId).CommitAsync(Cancellation));
        await table.NewManageSnapshots().SetCurrentSnapshot(second.SnapshotId).CommitAsync(Cancellation);
        Assert.Equal(["a", "b"], await TestLake.NamesAsync(table));
        await Assert.ThrowsAsync<ValidationException>(() => table.NewManageSnapshots().SetCurrentSnapshot(1).CommitAsync(Cancellation));
    }

    [Fact]
    public async Task A_rollback_to_a_time_finds_the_snapshot_before_it()
    {
        var table = await _lake.CreateAsync();
        var first = await AppendAsync(table, "a");
        _time.Now += TimeSpan.FromMilliseconds(1);
        var second = await AppendAsync(table, "b");
        await table.NewManageSnapshots().RollbackToTime(DateTimeOffset.FromUnixTimeMilliseconds(second.TimestampMs)).CommitAsync(Cancellation);
        Assert.Equal(first.SnapshotId, table.Metadata.CurrentSnapshotId);
        await Assert.ThrowsAsync<ValidationException>(() => table.NewManageSnapshots().RollbackToTime(DateTimeOffset.UnixEpoch).CommitAsync(Cancellation));
    }

    [Fact]
    public async Task Branches_and_tags_are_made_changed_and_removed()
    {
        var table = await _lake.CreateAsync();
        var first = await AppendAsync(table, "a");
        var second = await AppendAsync(table, "b");
        await table.NewManageSnapshots().CreateTag("t", first.SnapshotId).CreateBranch("audit").SetMinSnapshotsToKeep("audit", 3).SetMaxRefAge("t", TimeSpan.FromDays(1)).CommitAsync(Cancellation);
        Assert.Equal(new SnapshotRef(first.SnapshotId, SnapshotRefType.Tag, MaxRefAgeMs: 86_400_000), table.Metadata.Refs["t"]);
        Assert.Equal(new SnapshotRef(second.SnapshotId, SnapshotRefType.Branch, MinSnapshotsToKeep: 3), table.Metadata.Refs["audit"]);

        await table.NewManageSnapshots().ReplaceTag("t", second.SnapshotId).RenameBranch("audit", "checked").CommitAsync(Cancellation);
        Assert.Equal(second.SnapshotId, table.Metadata.Refs["t"].SnapshotId);
        Assert.Equal(["checked", "main", "t"], table.Metadata.Refs.Keys.Order(StringComparer.Ordinal));

        await table.NewManageSnapshots().RemoveTag("t").RemoveBranch("checked").CommitAsync(Cancellation);
        Assert.Equal(["main"], table.Metadata.Refs.Keys);
    }

    [Fact]
    public async Task References_that_do_not_fit_are_refused()
    {
        var table = await _lake.CreateAsync();
        await AppendAsync(table, "a");
        await table.NewManageSnapshots().CreateTag("t").CommitAsync(Cancellation);
        await Refused(m => m.CreateBranch("t"));
        await Refused(m => m.RemoveBranch("t"));
        await Refused(m => m.RemoveBranch("main"));
        await Refused(m => m.RemoveTag("none"));
        await Refused(m => m.SetMinSnapshotsToKeep("t", 1));

        Task Refused(Func<ManageSnapshots, ManageSnapshots> change) => Assert.ThrowsAsync<ValidationException>(() => change(table.NewManageSnapshots()).CommitAsync(Cancellation));
    }

    [Fact]
    public async Task A_branch_is_forwarded_to_one_that_is_ahead()
    {
        var table = await _lake.CreateAsync();
        await AppendAsync(table, "a");
        await table.NewManageSnapshots().CreateBranch("audit").CommitAsync(Cancellation);
        await table.NewAppend().ToBranch("audit").Add(TestLake.File("b")).CommitAsync(Cancellation);
        await table.NewManageSnapshots().FastForward("main", "audit").CommitAsync(Cancellation);
        Assert.Equal(["a", "b"], await TestLake.NamesAsync(table));

        await AppendAsync(table, "c");
        await Assert.ThrowsAsync<ValidationException>(() => table.NewManageSnapshots().FastForward("main", "audit").CommitAsync(Cancellation));
    }

    [Fact]
    public async Task A_reference_that_another_writer_moved_is_looked_at_again()
    {
        var table = await _lake.CreateAsync();
        var first = await AppendAsync(table, "a");
        await AppendAsync(table, "b");
        var other = await _lake.LoadAsync();
        _lake.Catalog.BeforeCommit = () => AppendAsync(other, "c");
        await table.NewManageSnapshots().RollbackTo(first.SnapshotId).CommitAsync(Cancellation);
        Assert.Equal(["a"], await TestLake.NamesAsync(table));
    }

    [Fact]
    public async Task A_staged_append_is_published_on_what_came_meanwhile()
    {
        var table = await _lake.CreateAsync();
        await AppendAsync(table, "a");
        var staged = await table.NewAppend().StageOnly().Set(SummaryKeys.WapId, "w1").Add(TestLake.File("staged")).CommitAsync(Cancellation);
        Assert.Equal(["a"], await TestLake.NamesAsync(table));
        await AppendAsync(table, "b");
        var published = await table.PublishAsync("w1", Cancellation);
        Assert.Equal(["a", "b", "staged"], await TestLake.NamesAsync(table));
        Assert.Equal(("w1", $"{staged.SnapshotId}", "append"), (published.Summary[SummaryKeys.PublishedWapId], published.Summary[SummaryKeys.SourceSnapshotId], published.Operation));
        await Assert.ThrowsAsync<ValidationException>(() => table.PublishAsync("w1", Cancellation));
        await Assert.ThrowsAsync<ValidationException>(() => table.PublishAsync("none", Cancellation));
    }

    [Fact]
    public async Task A_staged_snapshot_that_follows_the_current_one_becomes_current_itself()
    {
        var table = await _lake.CreateAsync();
        await AppendAsync(table, "a");
        var staged = await table.NewOverwrite().StageOnly().RemoveAll().Add(TestLake.File("b")).CommitAsync(Cancellation);
        var current = await table.CherryPickAsync(staged.SnapshotId, Cancellation);
        Assert.Equal((staged.SnapshotId, staged.SnapshotId), (current.SnapshotId, table.Metadata.CurrentSnapshotId));
        Assert.Equal(["b"], await TestLake.NamesAsync(table));
        await Assert.ThrowsAsync<ValidationException>(() => table.CherryPickAsync(staged.SnapshotId, Cancellation));
    }

    [Fact]
    public async Task An_overwrite_that_does_not_follow_the_current_snapshot_cannot_be_picked()
    {
        var table = await _lake.CreateAsync();
        await AppendAsync(table, "a");
        var staged = await table.NewOverwrite().StageOnly().RemoveAll().Add(TestLake.File("b")).CommitAsync(Cancellation);
        await AppendAsync(table, "c");
        await Assert.ThrowsAsync<ValidationException>(() => table.CherryPickAsync(staged.SnapshotId, Cancellation));
    }

    [Fact]
    public async Task A_replacement_of_partitions_is_picked_unless_somebody_wrote_to_one_of_them()
    {
        var spec = new PartitionSpec(0, [new PartitionField(3, null, "born", new IdentityTransform())]);
        var table = await _lake.CreateAsync(spec);
        await table.NewAppend().Add(TestLake.File("one", 10, 1)).Add(TestLake.File("two", 10, 2)).CommitAsync(Cancellation);
        var staged = await table.NewOverwrite().StageOnly().Set(SummaryKeys.ReplacePartitions, "true").Remove(TestLake.File("one", 10, 1)).Add(TestLake.File("new", 10, 1)).CommitAsync(Cancellation);
        await table.NewAppend().Add(TestLake.File("three", 10, 3)).CommitAsync(Cancellation);
        await table.CherryPickAsync(staged.SnapshotId, Cancellation);
        Assert.Equal(["new", "three", "two"], await TestLake.NamesAsync(table));

        var late = await table.NewOverwrite().StageOnly().Set(SummaryKeys.ReplacePartitions, "true").Remove(TestLake.File("two", 10, 2)).Add(TestLake.File("newer", 10, 2)).CommitAsync(Cancellation);
        await table.NewAppend().Add(TestLake.File("four", 10, 2)).CommitAsync(Cancellation);
        await Assert.ThrowsAsync<ValidationException>(() => table.CherryPickAsync(late.SnapshotId, Cancellation));
    }

    [Fact]
    public async Task Manifests_are_rewritten_by_key_and_every_number_is_kept()
    {
        var table = await _lake.CreateAsync(null, (TableProperties.FormatVersion, "3"));
        for (var i = 0; i < 6; i++) await AppendAsync(table, $"{(i % 2 == 0 ? "x" : "y")}{i}");
        var before = (await table.NewScan().PlanAsync(Cancellation)).Files.Select(f => (f.File.Path, f.SequenceNumber, f.File.FirstRowId)).Order().ToList();
        var snapshot = await table.NewRewriteManifests().ClusterBy(f => Path.GetFileName(f.Path)[..1]).CommitAsync(Cancellation);
        Assert.Equal(("replace", "2", "6", "6"), (snapshot.Operation, snapshot.Summary[SummaryKeys.ManifestsCreated], snapshot.Summary[SummaryKeys.ManifestsReplaced], snapshot.Summary[SummaryKeys.EntriesProcessed]));
        Assert.Equal(2, (await _lake.ManifestsAsync(table)).Count);
        Assert.Equal(before, (await table.NewScan().PlanAsync(Cancellation)).Files.Select(f => (f.File.Path, f.SequenceNumber, f.File.FirstRowId)).Order());
        Assert.Equal("60", snapshot.Summary[SummaryKeys.TotalRecords]);
    }

    [Fact]
    public async Task Manifests_that_came_while_others_were_rewritten_are_not_lost()
    {
        var table = await _lake.CreateAsync();
        await AppendAsync(table, "a");
        await AppendAsync(table, "b");
        var other = await _lake.LoadAsync();
        _lake.Catalog.BeforeCommit = () => AppendAsync(other, "c");
        await table.NewRewriteManifests().CommitAsync(Cancellation);
        Assert.Equal(["a", "b", "c"], await TestLake.NamesAsync(table));
        Assert.Single(await _lake.ManifestsAsync(table));
    }

    private static Task<Snapshot> AppendAsync(Table table, string name) => table.NewAppend().Add(TestLake.File(name)).CommitAsync(Cancellation);
}
