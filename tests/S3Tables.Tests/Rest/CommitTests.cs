using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;
using Floe.S3Tables.Client;
using Floe.S3Tables.Tests.TablesApi;

namespace Floe.S3Tables.Tests.Rest;

public sealed class CommitTests
{
    private static readonly TableIdentifier Table = new("ns", "t");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_makes_the_next_metadata_file_and_a_new_version_token()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();
        var before = await lake.Client.GetTableAsync(await lake.CreateTableAsync(), Cancellation);
        var (requirements, updates) = Commits.Append((await catalog.LoadTableAsync(Table, Cancellation)).Metadata, Commits.BigId);

        var committed = await catalog.CommitTableAsync(Table, requirements, updates, Cancellation);
        var after = await lake.Client.GetTableAsync(lake.Table("t"), Cancellation);

        Assert.Contains("/metadata/00001-", after.MetadataLocation);
        Assert.Equal(after.MetadataLocation, committed.MetadataLocation);
        Assert.NotEqual(before.VersionToken, after.VersionToken);
        Assert.Equal(Commits.BigId, committed.Metadata.CurrentSnapshotId);
        Assert.Equal([before.MetadataLocation], committed.Metadata.MetadataLog.Select(entry => entry.MetadataFile));
        Assert.Equal(Commits.BigId, (await catalog.LoadTableAsync(Table, Cancellation)).Metadata.CurrentSnapshot!.SnapshotId);
    }

    [Fact]
    public async Task A_requirement_that_does_not_hold_is_a_conflict_and_changes_nothing()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();
        await lake.CreateTableAsync();
        var before = (await catalog.LoadTableAsync(Table, Cancellation)).MetadataLocation;

        UpdateRequirement[] failing =
        [
            new AssertCreate(), new AssertTableUuid(Guid.NewGuid()), new AssertRefSnapshotId("main", 7), new AssertLastAssignedFieldId(9),
            new AssertCurrentSchemaId(9), new AssertLastAssignedPartitionId(9), new AssertDefaultSpecId(9), new AssertDefaultSortOrderId(9),
        ];
        foreach (var requirement in failing)
            await Assert.ThrowsAsync<CommitFailedException>(() => catalog.CommitTableAsync(Table, [requirement], [Commits.Property("a", "b")], Cancellation));

        Assert.Equal(before, (await catalog.LoadTableAsync(Table, Cancellation)).MetadataLocation);
    }

    [Fact]
    public async Task A_commit_without_effect_makes_no_metadata_file()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();
        await lake.CreateTableAsync();
        var first = await catalog.CommitTableAsync(Table, [], [Commits.Property("a", "b")], Cancellation);

        var second = await catalog.CommitTableAsync(Table, [], [Commits.Property("a", "b")], Cancellation);

        Assert.Equal(first.MetadataLocation, second.MetadataLocation);
    }

    [Fact]
    public async Task A_snapshot_that_is_behind_is_a_conflict_and_not_a_bad_request()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();
        await lake.CreateTableAsync();
        var first = Commits.Append((await catalog.LoadTableAsync(Table, Cancellation)).Metadata, 1);
        var moved = await catalog.CommitTableAsync(Table, first.Requirements, first.Updates, Cancellation);
        var stale = Commits.Snapshot(moved.Metadata, 2) with { SequenceNumber = 1 };

        await Assert.ThrowsAsync<CommitFailedException>(() => catalog.CommitTableAsync(Table, [], [new AddSnapshot(stale)], Cancellation));
    }

    [Fact]
    public async Task An_update_that_the_table_cannot_take_is_a_bad_request()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();
        await lake.CreateTableAsync();

        await Assert.ThrowsAsync<BadRequestException>(() => catalog.CommitTableAsync(Table, [], [new SetCurrentSchema(9)], Cancellation));
        await Assert.ThrowsAsync<BadRequestException>(() => catalog.CommitTableAsync(Table, [], [new SetLocation("s3://elsewhere/t")], Cancellation));
        await Assert.ThrowsAsync<BadRequestException>(
            () => catalog.CommitTableAsync(Table, [new AssertCreate(), new AssertDefaultSpecId(0)], [Commits.Property("a", "b")], Cancellation));
    }

    [Theory]
    [InlineData("{", "JSON")]
    [InlineData("[]", "object")]
    [InlineData("""{"updates":[{"action":"explode"}]}""", "action")]
    [InlineData("""{"requirements":[{"type":"assert-luck"}]}""", "type")]
    [InlineData("""{"updates":[{"action":"set-properties","updates":{"a":1}}]}""", "updates")]
    [InlineData("""{"identifier":{"namespace":["ns"],"name":"other"},"updates":[]}""", "identifier")]
    public async Task A_malformed_commit_is_a_bad_request_that_names_the_field(string body, string named)
    {
        await using var lake = await Lake.StartAsync();
        await lake.CreateTableAsync();

        var (status, answer, _) = await lake.SendAsync(HttpMethod.Post, $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces/ns/tables/t", body);

        Assert.Equal(400, status);
        Assert.Contains(named, answer);
    }

    [Fact]
    public async Task A_commit_to_a_table_that_is_not_there_is_a_404()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();
        await lake.CreateTableAsync();

        await Assert.ThrowsAsync<NoSuchTableException>(() => catalog.CommitTableAsync(new("ns", "missing"), [], [Commits.Property("a", "b")], Cancellation));
    }

    [Fact]
    public async Task Metadata_beyond_fifty_megabytes_is_refused()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();
        await lake.CreateTableAsync();
        var half = new string('x', 26 * 1024 * 1024);
        await catalog.CommitTableAsync(Table, [], [Commits.Property("one", half)], Cancellation);

        var error = await Assert.ThrowsAsync<BadRequestException>(() => catalog.CommitTableAsync(Table, [], [Commits.Property("two", half)], Cancellation));

        Assert.Contains("52428800", error.Message);
    }

    [Fact]
    public async Task A_version_token_from_before_a_commit_no_longer_swaps()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();
        var place = await lake.CreateTableAsync();
        var before = await lake.Client.GetTableMetadataLocationAsync(place, Cancellation);
        await catalog.CommitTableAsync(Table, [], [Commits.Property("a", "b")], Cancellation);

        var error = await Assert.ThrowsAsync<S3TablesException>(() => lake.Client.UpdateTableMetadataLocationAsync(
            place, new(before.VersionToken, $"{before.WarehouseLocation}/metadata/00001-mine.metadata.json"), Cancellation));

        Assert.True(error.IsConflict);
    }

    [Fact]
    public async Task Schema_partitions_and_order_evolve_by_commits()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();
        await lake.CreateTableAsync();
        var wider = new Schema(1, [NestedField.Optional(1, "id", IcebergType.Parse("long")), NestedField.Optional(2, "at", IcebergType.Parse("timestamptz"))]);

        var changed = (await catalog.CommitTableAsync(
            Table,
            [new AssertLastAssignedFieldId(1), new AssertCurrentSchemaId(0)],
            [
                new AddSchema(wider), new SetCurrentSchema(MetadataUpdate.LastAdded),
                new AddSpec(new(0, [new PartitionField(2, null, "at_day", Transform.Parse("day"))])), new SetDefaultSpec(MetadataUpdate.LastAdded),
                new AddSortOrder(new(1, [new(1, Transform.Parse("identity"), SortDirection.Ascending, NullOrder.NullsFirst)])), new SetDefaultSortOrder(MetadataUpdate.LastAdded),
            ],
            Cancellation)).Metadata;

        Assert.Equal((2, 1, 2), (changed.Schemas.Count, changed.CurrentSchemaId, changed.LastColumnId));
        Assert.Equal("at_day", changed.DefaultSpec.Fields.Single().Name);
        Assert.False(changed.DefaultSortOrder.IsUnsorted);
    }
}
