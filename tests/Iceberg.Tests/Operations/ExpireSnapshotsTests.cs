using Floe.Iceberg.IO;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Tests.Operations;

public sealed class ExpireSnapshotsTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly TestLake _lake;

    public ExpireSnapshotsTests() => _lake = new TestLake(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task By_default_five_days_and_the_newest_snapshot_are_kept()
    {
        var table = await _lake.CreateAsync();
        var old = await AppendAsync(table, "a");
        var young = await AppendAsync(table, "b", afterDays: 4);
        _time.Now += TimeSpan.FromDays(2);
        Assert.Equal([old.SnapshotId], Ids(await table.NewExpireSnapshots().CommitAsync(Cancellation)));
        Assert.Equal([young.SnapshotId], table.Metadata.Snapshots.Select(s => s.SnapshotId));
        _time.Now += TimeSpan.FromDays(100);
        Assert.Empty((await table.NewExpireSnapshots().CommitAsync(Cancellation)).Snapshots);
    }

    [Fact]
    public async Task The_properties_of_the_table_are_its_policy()
    {
        var table = await _lake.CreateAsync(null, (TableProperties.MaxSnapshotAgeMs, "1"), (TableProperties.MinSnapshotsToKeep, "2"));
        for (var i = 0; i < 4; i++) await AppendAsync(table, $"f{i}", afterDays: 1);
        await table.NewExpireSnapshots().CommitAsync(Cancellation);
        Assert.Equal(2, table.Metadata.Snapshots.Count);
    }

    [Fact]
    public async Task The_callers_numbers_go_before_the_properties_and_those_of_a_branch_before_both()
    {
        var table = await _lake.CreateAsync(null, (TableProperties.MaxSnapshotAgeMs, "1"));
        for (var i = 0; i < 5; i++) await AppendAsync(table, $"f{i}", afterDays: 1);
        await table.NewExpireSnapshots().RetainLast(4).CommitAsync(Cancellation);
        Assert.Equal(4, table.Metadata.Snapshots.Count);
        await table.NewManageSnapshots().SetMinSnapshotsToKeep("main", 3).CommitAsync(Cancellation);
        await table.NewExpireSnapshots().RetainLast(1).OlderThan(_time.Now).CommitAsync(Cancellation);
        Assert.Equal(3, table.Metadata.Snapshots.Count);
        await table.NewManageSnapshots().SetMaxSnapshotAge("main", TimeSpan.FromDays(50)).CommitAsync(Cancellation);
        await table.NewExpireSnapshots().OlderThan(_time.Now).CommitAsync(Cancellation);
        Assert.Equal(3, table.Metadata.Snapshots.Count);
    }

    [Fact]
    public async Task Tags_and_branches_keep_their_snapshots_until_they_are_too_old_themselves()
    {
        var table = await _lake.CreateAsync();
        var first = await AppendAsync(table, "a");
        await AppendAsync(table, "b", afterDays: 1);
        await AppendAsync(table, "c", afterDays: 1);
        await table.NewManageSnapshots().CreateTag("t", first.SnapshotId).SetMaxRefAge("t", TimeSpan.FromDays(10)).CommitAsync(Cancellation);
        _time.Now += TimeSpan.FromDays(7);
        await table.NewExpireSnapshots().CommitAsync(Cancellation);
        Assert.Equal(2, table.Metadata.Snapshots.Count);
        Assert.True(table.Metadata.Refs.ContainsKey("t"));
        _time.Now += TimeSpan.FromDays(7);
        Assert.Equal([first.SnapshotId], Ids(await table.NewExpireSnapshots().CommitAsync(Cancellation)));
        Assert.False(table.Metadata.Refs.ContainsKey("t"));
    }

    [Fact]
    public async Task A_staged_snapshot_is_kept_by_its_age_only()
    {
        var table = await _lake.CreateAsync();
        await AppendAsync(table, "a");
        var staged = await table.NewAppend().StageOnly().Add(TestLake.File("s")).CommitAsync(Cancellation);
        await table.NewExpireSnapshots().CommitAsync(Cancellation);
        Assert.NotNull(table.Metadata.FindSnapshot(staged.SnapshotId));
        _time.Now += TimeSpan.FromDays(6);
        Assert.Equal([staged.SnapshotId], Ids(await table.NewExpireSnapshots().CommitAsync(Cancellation)));
    }

    [Fact]
    public async Task A_snapshot_is_expired_by_its_id_unless_something_refers_to_it()
    {
        var table = await _lake.CreateAsync();
        var first = await AppendAsync(table, "a");
        var second = await AppendAsync(table, "b");
        await Assert.ThrowsAsync<ValidationException>(() => table.NewExpireSnapshots().Expire(second.SnapshotId).CommitAsync(Cancellation));
        Assert.Equal([first.SnapshotId], Ids(await table.NewExpireSnapshots().Expire(first.SnapshotId).CommitAsync(Cancellation)));
    }

    [Fact]
    public async Task Files_that_only_expired_snapshots_lead_to_are_named_and_nothing_else()
    {
        var table = await _lake.CreateAsync();
        await AppendAsync(table, "a");
        await table.NewOverwrite().Remove(TestLake.File("a")).Add(TestLake.File("b")).CommitAsync(Cancellation);
        var third = await table.NewRowDelta().AddDeletes(TestLake.File("d", rows: 1) with { Content = FileContent.PositionDeletes }).CommitAsync(Cancellation);
        await table.NewOverwrite().RemoveAll().Add(TestLake.File("c")).CommitAsync(Cancellation);
        await table.UpdateAsync(_ => new TableChange([], [new SetStatistics(new StatisticsFile(third.SnapshotId, "s3://warehouse/t/metadata/x.stats", 1, 1, []))]), Cancellation);
        _time.Now += TimeSpan.FromDays(6);
        var expired = await table.NewExpireSnapshots().CommitAsync(Cancellation);
        Assert.Equal(3, expired.Snapshots.Count);
        Assert.Equal(3, expired.ManifestLists.Count);
        Assert.Equal(["a", "b"], expired.DataFiles.Select(Path.GetFileNameWithoutExtension).Order());
        Assert.Equal(["d"], expired.DeleteFiles.Select(Path.GetFileNameWithoutExtension));
        Assert.Empty(expired.EqualityDeleteFiles);
        Assert.Equal(["s3://warehouse/t/metadata/x.stats"], expired.Statistics);

        var needed = (await _lake.ManifestsAsync(table)).Select(m => m.Path).Append(table.Metadata.CurrentSnapshot!.ManifestList!);
        Assert.Empty(expired.All.Intersect(needed));
        await expired.DeleteAsync(_lake.Files, Cancellation);
        Assert.Equal(["c"], await TestLake.NamesAsync(table));
        // Nothing of the table is left unreferenced: what expired is all there was too much.
        Assert.Empty(await Unreferenced(table, _time.Now + TimeSpan.FromDays(10_000)));
    }

    [Fact]
    public async Task Unused_schemas_and_specs_are_dropped_on_request()
    {
        var table = await _lake.CreateAsync(new PartitionSpec(0, [new PartitionField(3, null, "born", new IdentityTransform())]));
        await table.NewAppend().Add(TestLake.File("a", 10, 1)).CommitAsync(Cancellation);
        await table.NewUpdatePartitionSpec().RemoveField("born").CommitAsync(Cancellation);
        await table.NewUpdateSchema().AddColumn("x", PrimitiveType.Int).CommitAsync(Cancellation);
        await table.NewExpireSnapshots().CleanExpiredMetadata().CommitAsync(Cancellation);
        Assert.Equal((2, 2), (table.Metadata.Schemas.Count, table.Metadata.PartitionSpecs.Count));
        await table.NewOverwrite().RemoveAll().Add(TestLake.File("b") with { SpecId = 1 }).CommitAsync(Cancellation);
        await table.NewRewriteManifests().CommitAsync(Cancellation);
        _time.Now += TimeSpan.FromDays(6);
        await table.NewExpireSnapshots().CleanExpiredMetadata().CommitAsync(Cancellation);
        Assert.Equal((1, 1), (table.Metadata.Schemas.Count, table.Metadata.PartitionSpecs.Count));
        Assert.Equal(["b"], await TestLake.NamesAsync(table));
    }

    [Fact]
    public async Task A_table_whose_files_others_may_use_is_not_touched()
    {
        var table = await _lake.CreateAsync(null, (TableProperties.GcEnabled, "false"));
        await AppendAsync(table, "a");
        await Assert.ThrowsAsync<ValidationException>(() => table.NewExpireSnapshots().CommitAsync(Cancellation));
    }

    [Fact]
    public async Task A_commit_that_comes_meanwhile_is_kept()
    {
        var table = await _lake.CreateAsync();
        await AppendAsync(table, "a");
        _time.Now += TimeSpan.FromDays(6);
        var other = await _lake.LoadAsync();
        var late = await AppendAsync(table, "b");
        _lake.Catalog.BeforeCommit = async () =>
        {
            await other.RefreshAsync(Cancellation);
            await other.NewManageSnapshots().CreateTag("t", late.ParentSnapshotId).CommitAsync(Cancellation);
            await AppendAsync(other, "c");
        };
        await table.NewExpireSnapshots().CommitAsync(Cancellation);
        Assert.Equal(["a", "b", "c"], await TestLake.NamesAsync(table));
        Assert.Equal(late.ParentSnapshotId, table.Metadata.Refs["t"].SnapshotId);
    }

    [Fact]
    public async Task Files_that_no_metadata_leads_to_are_found_when_they_are_old_enough()
    {
        var table = await _lake.CreateAsync();
        await AppendAsync(table, "a");
        await _lake.Files.WriteAsync("s3://warehouse/t/data/lost.parquet", new byte[1], Cancellation);
        Assert.Empty(await Unreferenced(table, DateTimeOffset.UnixEpoch));
        Assert.Equal(["s3://warehouse/t/data/lost.parquet"], await Unreferenced(table, DateTimeOffset.MaxValue));
    }

    [Fact]
    public async Task A_location_spelled_as_hadoop_does_is_the_same_file()
    {
        var table = await _lake.CreateAsync();
        await table.NewAppend().Add(TestLake.File("a") with { Path = "s3a://warehouse/t/data/a.parquet" }).CommitAsync(Cancellation);
        await _lake.Files.WriteAsync("s3://warehouse/t/data/a.parquet", new byte[1], Cancellation);
        Assert.Empty(await Unreferenced(table, DateTimeOffset.MaxValue));
    }

    private static IEnumerable<long> Ids(ExpiredFiles expired) => expired.Snapshots.Select(s => s.SnapshotId);

    private async Task<List<string>> Unreferenced(Table table, DateTimeOffset olderThan)
    {
        var found = new List<string>();
        await foreach (FileEntry file in UnreferencedFiles.FindAsync(table, _lake.Files.ListAsync("s3://warehouse/t/", Cancellation), olderThan, Cancellation)) found.Add(file.Location);
        return found;
    }

    private async Task<Snapshot> AppendAsync(Table table, string name, int afterDays = 0)
    {
        _time.Now += TimeSpan.FromDays(afterDays);
        return await table.NewAppend().Add(TestLake.File(name)).CommitAsync(Cancellation);
    }
}
