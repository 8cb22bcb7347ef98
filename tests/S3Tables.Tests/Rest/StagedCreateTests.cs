using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;
using Floe.S3Tables.Rest;
using Floe.S3Tables.Tests.TablesApi;

namespace Floe.S3Tables.Tests.Rest;

/// <summary>CREATE TABLE AS SELECT: the table is prepared, its files are written, one commit makes it.</summary>
public sealed class StagedCreateTests
{
    private static readonly TableIdentifier Table = new("ns", "ctas");
    private static readonly Schema Columns = new(0, [NestedField.Optional(1, "id", IcebergType.Parse("int"))]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_staged_table_is_there_with_its_first_commit_and_not_before()
    {
        await using var lake = await StartAsync();
        using var catalog = lake.OpenCatalog();

        var staged = await catalog.CreateTableAsync("ns", new("ctas", Columns, StageCreate: true), Cancellation);
        Assert.Null(staged.MetadataLocation);
        Assert.False(await catalog.TableExistsAsync(Table, Cancellation));

        await catalog.CommitTableAsync(Table, [new AssertCreate()], Updates(staged.Metadata), Cancellation);
        var created = await lake.Client.GetTableAsync(lake.Table("ctas"), Cancellation);

        Assert.Equal(staged.Metadata.Location, created.WarehouseLocation);
        Assert.StartsWith($"{created.WarehouseLocation}/metadata/00000-", created.MetadataLocation);
        Assert.Equal(1, (await catalog.LoadTableAsync(Table, Cancellation)).Metadata.CurrentSnapshotId);
    }

    [Fact]
    public async Task Of_two_that_staged_the_same_name_the_second_to_commit_is_told_of_a_conflict()
    {
        await using var lake = await StartAsync();
        using var catalog = lake.OpenCatalog();
        var first = await catalog.CreateTableAsync("ns", new("ctas", Columns, StageCreate: true), Cancellation);
        var second = await catalog.CreateTableAsync("ns", new("ctas", Columns, StageCreate: true), Cancellation);

        await catalog.CommitTableAsync(Table, [new AssertCreate()], Updates(second.Metadata), Cancellation);

        await Assert.ThrowsAsync<CommitFailedException>(() => catalog.CommitTableAsync(Table, [new AssertCreate()], Updates(first.Metadata), Cancellation));
    }

    [Fact]
    public async Task A_location_that_was_not_given_out_is_refused()
    {
        await using var lake = await StartAsync();
        using var catalog = lake.OpenCatalog();
        var staged = await catalog.CreateTableAsync("ns", new("other", Columns, StageCreate: true), Cancellation);

        await Assert.ThrowsAsync<BadRequestException>(() => catalog.CommitTableAsync(Table, [new AssertCreate()], Updates(staged.Metadata), Cancellation));
    }

    private static async Task<Lake> StartAsync()
    {
        var lake = await Lake.StartAsync(new() { RestProfile = RestProfile.Lenient });
        await lake.Client.CreateNamespaceAsync(lake.Bucket, "ns", Cancellation);
        return lake;
    }

    private static MetadataUpdate[] Updates(TableMetadata staged) =>
    [
        new AssignUuid(staged.TableUuid), new UpgradeFormatVersion(2), new AddSchema(staged.CurrentSchema), new SetCurrentSchema(MetadataUpdate.LastAdded),
        new AddSpec(staged.DefaultSpec), new SetDefaultSpec(MetadataUpdate.LastAdded), new AddSortOrder(staged.DefaultSortOrder),
        new SetDefaultSortOrder(MetadataUpdate.LastAdded), new SetLocation(staged.Location), new AddSnapshot(Commits.Snapshot(staged, 1)),
        new SetSnapshotRef(SnapshotRef.Main, new(1, SnapshotRefType.Branch)),
    ];
}
