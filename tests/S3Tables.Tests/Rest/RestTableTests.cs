using System.Text.Json;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;
using Floe.S3Tables.Rest;
using Floe.S3Tables.Tests.TablesApi;

namespace Floe.S3Tables.Tests.Rest;

public sealed class RestTableTests
{
    private static readonly Schema Employees = new(0, [NestedField.Optional(1, "id", IcebergType.Parse("int")), NestedField.Optional(2, "name", IcebergType.Parse("string"))]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_table_is_created_loaded_listed_renamed_and_dropped()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();
        await catalog.CreateNamespaceAsync("ns", null, Cancellation);

        var created = await catalog.CreateTableAsync("ns", new("employees", Employees), Cancellation);
        var loaded = await catalog.LoadTableAsync(new("ns", "employees"), Cancellation);
        Assert.Equal(created.MetadataLocation, loaded.MetadataLocation);
        Assert.Equal(created.Metadata.TableUuid, loaded.Metadata.TableUuid);
        Assert.Equal([new TableIdentifier("ns", "employees")], await catalog.ListTablesAsync("ns", Cancellation));

        await catalog.RenameTableAsync(new("ns", "employees"), new("ns", "staff"), Cancellation);
        Assert.False(await catalog.TableExistsAsync(new("ns", "employees"), Cancellation));
        Assert.True(await catalog.TableExistsAsync(new("ns", "staff"), Cancellation));

        await catalog.DropTableAsync(new("ns", "staff"), purge: true, Cancellation);
        await Assert.ThrowsAsync<NoSuchTableException>(() => catalog.LoadTableAsync(new("ns", "staff"), Cancellation));
    }

    [Fact]
    public async Task Both_apis_see_the_same_table()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();
        var place = await lake.CreateTableAsync();

        var loaded = await catalog.LoadTableAsync(new("ns", "t"), Cancellation);
        var table = await lake.Client.GetTableAsync(place, Cancellation);

        Assert.Equal((table.MetadataLocation, table.WarehouseLocation), (loaded.MetadataLocation, loaded.Metadata.Location));
    }

    [Fact]
    public async Task Strictly_no_staging_no_location_and_no_drop_without_purge()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();
        await lake.CreateTableAsync();

        await Assert.ThrowsAsync<BadRequestException>(() => catalog.CreateTableAsync("ns", new("x", Employees, StageCreate: true), Cancellation));
        await Assert.ThrowsAsync<BadRequestException>(() => catalog.CreateTableAsync("ns", new("x", Employees, Location: "s3://mine/x"), Cancellation));
        await Assert.ThrowsAsync<BadRequestException>(() => catalog.DropTableAsync(new("ns", "t"), purge: false, Cancellation));

        Assert.Equal([new TableIdentifier("ns", "t")], await catalog.ListTablesAsync("ns", Cancellation));
    }

    [Fact]
    public async Task A_table_without_metadata_cannot_be_loaded_or_committed_to()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();
        await lake.Client.CreateNamespaceAsync(lake.Bucket, "ns", Cancellation);
        await lake.Client.CreateTableAsync(lake.Bucket, "ns", new("empty"), Cancellation);

        Assert.True(await catalog.TableExistsAsync(new("ns", "empty"), Cancellation));
        await Assert.ThrowsAsync<BadRequestException>(() => catalog.LoadTableAsync(new("ns", "empty"), Cancellation));
        await Assert.ThrowsAsync<BadRequestException>(
            () => catalog.CommitTableAsync(new("ns", "empty"), [], [Commits.Property("a", "b")], Cancellation));
    }

    [Fact]
    public async Task A_metadata_location_that_leads_nowhere_is_a_400_and_no_defect()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();
        var place = await lake.CreateTableAsync();
        var now = await lake.Client.GetTableMetadataLocationAsync(place, Cancellation);
        await lake.Client.UpdateTableMetadataLocationAsync(place, new(now.VersionToken, $"{now.WarehouseLocation}/nowhere.metadata.json"), Cancellation);

        var error = await Assert.ThrowsAsync<BadRequestException>(() => catalog.LoadTableAsync(new("ns", "t"), Cancellation));

        Assert.Contains("nowhere.metadata.json", error.Message);
    }

    [Fact]
    public async Task A_client_with_the_current_metadata_gets_304_until_the_table_moves_on()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();
        await lake.CreateTableAsync();
        var path = $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces/ns/tables/t";
        var etag = (await lake.SendAsync(HttpMethod.Get, path)).Response.Headers.ETag!.ToString();

        Assert.Equal(304, (await lake.SendAsync(HttpMethod.Get, path, ifNoneMatch: etag)).Status);
        Assert.Equal(200, (await lake.SendAsync(HttpMethod.Get, $"{path}?snapshots=refs", ifNoneMatch: etag)).Status);

        await catalog.CommitTableAsync(new("ns", "t"), [], [Commits.Property("a", "b")], Cancellation);
        Assert.Equal(200, (await lake.SendAsync(HttpMethod.Get, path, ifNoneMatch: etag)).Status);
    }

    [Fact]
    public async Task Snapshots_of_references_only_are_sent_on_request()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();
        await lake.CreateTableAsync();
        for (var id = 1; id <= 3; id++)
        {
            var (requirements, updates) = Commits.Append((await catalog.LoadTableAsync(new("ns", "t"), Cancellation)).Metadata, id);
            await catalog.CommitTableAsync(new("ns", "t"), requirements, updates, Cancellation);
        }
        var path = $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces/ns/tables/t";

        Assert.Equal([1, 2, 3], Ids((await lake.SendAsync(HttpMethod.Get, path)).Body));
        Assert.Equal([3], Ids((await lake.SendAsync(HttpMethod.Get, $"{path}?snapshots=refs")).Body));
        Assert.Equal(400, (await lake.SendAsync(HttpMethod.Get, $"{path}?snapshots=some")).Status);

        static IEnumerable<long> Ids(string body) =>
            JsonDocument.Parse(body).RootElement.GetProperty("metadata").GetProperty("snapshots").EnumerateArray().Select(s => s.GetProperty("snapshot-id").GetInt64());
    }

    [Fact]
    public async Task A_table_can_be_of_format_version_3()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();
        await catalog.CreateNamespaceAsync("ns", null, Cancellation);

        var created = await catalog.CreateTableAsync(
            "ns", new("v3", Employees, Properties: new Dictionary<string, string> { ["format-version"] = "3" }), Cancellation);

        Assert.Equal(3, created.Metadata.FormatVersion);
    }

    [Fact]
    public async Task Leniently_tables_drop_without_purge_and_metrics_are_accepted()
    {
        await using var lake = await Lake.StartAsync(new() { RestProfile = RestProfile.Lenient });
        using var catalog = lake.OpenCatalog();
        await lake.CreateTableAsync();

        Assert.Equal(204, (await lake.SendAsync(HttpMethod.Post, $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces/ns/tables/t/metrics", "{}")).Status);
        await catalog.DropTableAsync(new("ns", "t"), purge: false, Cancellation);

        Assert.False(await catalog.TableExistsAsync(new("ns", "t"), Cancellation));
    }
}
