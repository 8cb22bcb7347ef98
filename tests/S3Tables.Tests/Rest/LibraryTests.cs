using System.Net;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;
using Floe.S3Tables.Rest;
using Floe.S3Tables.Tests.TablesApi;

namespace Floe.S3Tables.Tests.Rest;

/// <summary>The Iceberg library against the service, as an application uses it.</summary>
public sealed class LibraryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Columns_and_partitions_evolve_with_the_limits_of_AWS_and_old_files_are_planned_as_they_are()
    {
        await using var lake = await StartAsync(RestProfile.Strict);
        using var client = new LibraryClient(lake);
        var table = await client.LoadAsync("one");
        await table.NewAppend().Add(LibraryClient.File(table, 1, 10)).CommitAsync(Cancellation);

        await table.NewUpdateSchema().AddColumn("day", PrimitiveType.Date).AddColumn("price", PrimitiveType.Float).CommitAsync(Cancellation);
        await table.NewUpdateSchema().PromoteColumn("price", PrimitiveType.Double).RenameColumn("price", "cost").MoveFirst("day").SetDoc("cost", "in euro").CommitAsync(Cancellation);
        await table.NewUpdatePartitionSpec().AddField("id", new BucketTransform(4), "shard").CommitAsync(Cancellation);
        await table.NewAppend().Add(LibraryClient.File(table, 11, 20, new PartitionTuple([3]))).CommitAsync(Cancellation);
        await table.NewUpdatePartitionSpec().RemoveField("shard").AddField("day", new MonthTransform()).CommitAsync(Cancellation);
        await table.NewUpdateProperties().Set("owner.team", "shop").CommitAsync(Cancellation);
        await table.UpgradeFormatVersionAsync(3, Cancellation);

        var seen = await client.LoadAsync("one");
        Assert.Equal(["day date", "id long", "cost double"], seen.Metadata.CurrentSchema.Fields.Select(field => $"{field.Name} {field.Type}"));
        Assert.Equal(["day_month"], seen.Metadata.DefaultSpec.Fields.Select(field => field.Name));
        Assert.Equal((3, "shop"), (seen.Metadata.FormatVersion, seen.Metadata.Properties["owner.team"]));
        Assert.Equal(2, (await seen.NewScan().PlanAsync(Cancellation)).Files.Count);
        Assert.Equal(1, Assert.Single((await seen.NewScan().Where(Predicate.Greater("id", 15L)).PlanAsync(Cancellation)).Files).File.SpecId);
        await Assert.ThrowsAsync<ValidationException>(() => seen.NewUpdateSchema().DeleteColumn("day").CommitAsync(Cancellation));
    }

    [Fact]
    public async Task Snapshots_are_branched_tagged_rolled_back_and_expired_with_the_limits_of_AWS()
    {
        await using var lake = await StartAsync(RestProfile.Strict);
        using var client = new LibraryClient(lake);
        var table = await client.LoadAsync("one");
        var made = new List<Snapshot>();
        for (var i = 0; i < 4; i++) made.Add(await table.NewAppend().Add(LibraryClient.File(table, i * 10, (i * 10) + 9)).CommitAsync(Cancellation));

        await table.NewManageSnapshots().CreateTag("first", made[0].SnapshotId).CreateBranch("audit", made[1].SnapshotId).SetMinSnapshotsToKeep("audit", 1).SetMaxRefAge("first", TimeSpan.FromDays(365)).CommitAsync(Cancellation);
        await table.NewAppend().Add(LibraryClient.File(table, 100, 109)).ToBranch("audit").CommitAsync(Cancellation);
        await table.NewManageSnapshots().RollbackTo(made[1].SnapshotId).FastForward("main", "audit").RenameBranch("audit", "checked").CommitAsync(Cancellation);

        var seen = await client.LoadAsync("one");
        Assert.Equal(["checked", "first", "main"], seen.Metadata.Refs.Keys.Order());
        Assert.Equal(3, (await seen.NewScan().PlanAsync(Cancellation)).Files.Count);

        // The two that the rollback left behind, and what is neither tagged nor a head.
        var expired = await seen.NewExpireSnapshots().OlderThan(DateTimeOffset.MaxValue).RetainLast(1).CommitAsync(Cancellation);
        Assert.Equal(made.Skip(1).Select(snapshot => snapshot.SnapshotId).Order(), expired.Snapshots.Select(snapshot => snapshot.SnapshotId).Order());
        Assert.Equal(2, expired.DataFiles.Count);
        await Assert.ThrowsAsync<NotSupportedException>(() => expired.DeleteAsync(seen.IO, Cancellation));
        var after = await client.LoadAsync("one");
        Assert.Equal(2, after.Metadata.Snapshots.Count);
        Assert.Equal(3, (await after.NewScan().PlanAsync(Cancellation)).Files.Count);
    }

    [Fact]
    public async Task A_table_that_has_not_changed_is_not_sent_again()
    {
        await using var lake = await StartAsync(RestProfile.Strict);
        using var client = new LibraryClient(lake);
        using var other = new LibraryClient(lake);
        var table = await client.LoadAsync("one");
        var again = await client.LoadAsync("one");
        Assert.Same(table.Metadata, again.Metadata);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotModified], client.Sent.TakeLast(2).Select(sent => sent.Status));

        await (await other.LoadAsync("one")).NewUpdateProperties().Set("a", "b").CommitAsync(Cancellation);
        Assert.Equal("b", (await client.LoadAsync("one")).Metadata.Properties["a"]);
        Assert.Equal(HttpStatusCode.OK, client.Sent.Last().Status);
    }

    [Fact]
    public async Task Files_are_added_to_two_tables_at_once_or_to_none()
    {
        await using var lake = await StartAsync(RestProfile.Lenient);
        using var client = new LibraryClient(lake);
        var transaction = new CatalogTransaction(client.Catalog);
        foreach (var name in new[] { "one", "two" })
        {
            var table = await client.LoadAsync(name, transaction);
            await table.NewUpdateSchema().AddColumn("note", PrimitiveType.String).CommitAsync(Cancellation);
            await table.NewAppend().Add(LibraryClient.File(table, 1, 10)).CommitAsync(Cancellation);
            await table.NewAppend().Add(LibraryClient.File(table, 11, 20)).CommitAsync(Cancellation);
            Assert.Empty((await client.LoadAsync(name)).Metadata.Snapshots);
        }
        await transaction.CommitAsync(Cancellation);
        foreach (var name in new[] { "one", "two" })
        {
            var table = await client.LoadAsync(name);
            Assert.Equal((2, 2), (table.Metadata.CurrentSchema.Fields.Count, (await table.NewScan().PlanAsync(Cancellation)).Files.Count));
        }

        var losing = new CatalogTransaction(client.Catalog);
        foreach (var name in new[] { "one", "two" })
        {
            var table = await client.LoadAsync(name, losing);
            await table.NewAppend().Add(LibraryClient.File(table, 21, 30)).CommitAsync(Cancellation);
        }
        var faster = await client.LoadAsync("two");
        await faster.NewAppend().Add(LibraryClient.File(faster, 31, 40)).CommitAsync(Cancellation);
        await Assert.ThrowsAsync<CommitFailedException>(() => losing.CommitAsync(Cancellation));
        Assert.Equal((2, 3), ((await client.LoadAsync("one")).Metadata.Snapshots.Count, (await client.LoadAsync("two")).Metadata.Snapshots.Count));
    }

    [Fact]
    public async Task With_the_limits_of_AWS_there_are_no_transactions_and_nothing_is_committed()
    {
        await using var lake = await StartAsync(RestProfile.Strict);
        using var client = new LibraryClient(lake);
        var transaction = new CatalogTransaction(client.Catalog);
        var table = await client.LoadAsync("one", transaction);
        await table.NewUpdateProperties().Set("a", "b").CommitAsync(Cancellation);
        await Assert.ThrowsAsync<NotSupportedException>(() => transaction.CommitAsync(Cancellation));
        Assert.Empty((await client.LoadAsync("one")).Metadata.Properties);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_cut_off_is_sent_again_under_its_key_and_happens_once()
    {
        await using var lake = await StartAsync(RestProfile.Lenient);
        using var client = new LibraryClient(lake);
        var table = await client.LoadAsync("one");
        client.CutNextAnswer();

        await table.NewAppend().Add(LibraryClient.File(table, 1, 10)).CommitAsync(Cancellation);

        var posts = client.Sent.Where(sent => sent.Method == HttpMethod.Post).ToList();
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], posts.Select(sent => sent.Status));
        Assert.NotNull(Assert.Single(posts.Select(sent => sent.Key).Distinct()));
        Assert.Single((await client.LoadAsync("one")).Metadata.Snapshots);
        Assert.Single((await table.NewScan().PlanAsync(Cancellation)).Files);
    }

    [Fact]
    public async Task Without_keys_a_commit_whose_answer_was_cut_off_is_found_in_the_table()
    {
        await using var lake = await StartAsync(RestProfile.Strict);
        using var client = new LibraryClient(lake);
        var table = await client.LoadAsync("one");
        client.CutNextAnswer();

        await table.NewAppend().Add(LibraryClient.File(table, 1, 10)).CommitAsync(Cancellation);

        Assert.Null(Assert.Single(client.Sent, sent => sent.Method == HttpMethod.Post).Key);
        Assert.Single((await client.LoadAsync("one")).Metadata.Snapshots);
        Assert.Single((await table.NewScan().PlanAsync(Cancellation)).Files);
    }

    private static async Task<Lake> StartAsync(RestProfile profile)
    {
        var lake = await Lake.StartAsync(new() { RestProfile = profile });
        await lake.CreateTableAsync("one");
        await lake.CreateTableAsync("two");
        return lake;
    }
}
