using Floe.Iceberg.Catalog;
using Floe.S3Tables.Rest;
using Floe.S3Tables.Tests.TablesApi;

namespace Floe.S3Tables.Tests.Rest;

public sealed class RestNamespaceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_namespace_is_created_read_listed_and_dropped()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();

        await catalog.CreateNamespaceAsync("sales", new Dictionary<string, string> { ["owner"] = "ann" }, Cancellation);

        Assert.True(await catalog.NamespaceExistsAsync("sales", Cancellation));
        Assert.Equal("ann", (await catalog.LoadNamespacePropertiesAsync("sales", Cancellation))["owner"]);
        Assert.Equal(["sales"], await catalog.ListNamespacesAsync(Cancellation));
        Assert.Equal(["sales"], (await lake.Client.GetNamespaceAsync(lake.Bucket, "sales", Cancellation)).Namespace);

        await catalog.DropNamespaceAsync("sales", Cancellation);
        Assert.False(await catalog.NamespaceExistsAsync("sales", Cancellation));
    }

    [Fact]
    public async Task Refusals_have_icebergs_names()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();
        await lake.CreateTableAsync();

        await Assert.ThrowsAsync<AlreadyExistsException>(() => catalog.CreateNamespaceAsync("ns", null, Cancellation));
        await Assert.ThrowsAsync<NamespaceNotEmptyException>(() => catalog.DropNamespaceAsync("ns", Cancellation));
        await Assert.ThrowsAsync<NoSuchNamespaceException>(() => catalog.DropNamespaceAsync("missing", Cancellation));
        await Assert.ThrowsAsync<NoSuchNamespaceException>(() => catalog.ListTablesAsync("missing", Cancellation));
        await Assert.ThrowsAsync<BadRequestException>(() => catalog.CreateNamespaceAsync("Upper", null, Cancellation));
    }

    [Fact]
    public async Task Strictly_a_namespace_has_one_level_and_the_owner_property_only()
    {
        await using var lake = await Lake.StartAsync();
        using var catalog = lake.OpenCatalog();

        await Assert.ThrowsAsync<BadRequestException>(
            () => catalog.CreateNamespaceAsync("sales", new Dictionary<string, string> { ["comment"] = "no" }, Cancellation));
        var (status, _, _) = await lake.SendAsync(HttpMethod.Post, $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces", """{"namespace":["a","b"]}""");
        Assert.Equal(400, status);
        (status, _, _) = await lake.SendAsync(HttpMethod.Get, $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces/a%1Fb");
        Assert.Equal(404, status);
    }

    [Fact]
    public async Task A_client_that_pages_gets_pages_and_one_that_does_not_gets_all()
    {
        await using var lake = await Lake.StartAsync();
        foreach (var name in new[] { "a", "b", "c" }) await lake.Client.CreateNamespaceAsync(lake.Bucket, name, Cancellation);
        var path = $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces";

        var first = await lake.SendAsync(HttpMethod.Get, $"{path}?pageToken=&pageSize=2");
        var all = await lake.SendAsync(HttpMethod.Get, path);

        Assert.Equal("""{"namespaces":[["a"],["b"]],"next-page-token":"Yg"}""", first.Body);
        Assert.Equal("""{"namespaces":[["a"],["b"],["c"]]}""", all.Body);
        Assert.Equal("""{"namespaces":[["c"]]}""", (await lake.SendAsync(HttpMethod.Get, $"{path}?pageToken=Yg&pageSize=2")).Body);
    }

    [Fact]
    public async Task Leniently_properties_are_set_and_removed()
    {
        await using var lake = await Lake.StartAsync(new() { RestProfile = RestProfile.Lenient });
        using var catalog = lake.OpenCatalog();
        await catalog.CreateNamespaceAsync("sales", new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }, Cancellation);

        var (status, body, _) = await lake.SendAsync(
            HttpMethod.Post, $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces/sales/properties", """{"removals":["a","x"],"updates":{"c":"3"}}""");

        Assert.Equal((200, """{"updated":["c"],"removed":["a"],"missing":["x"]}"""), (status, body));
        Assert.Equal(new Dictionary<string, string> { ["b"] = "2", ["c"] = "3" }, await catalog.LoadNamespacePropertiesAsync("sales", Cancellation));
    }
}
