using System.Text;
using System.Text.Json;
using Floe.S3Tables.Rest;
using Floe.S3Tables.Tests.S3.Replayed;
using Floe.S3Tables.Tests.TablesApi;

namespace Floe.S3Tables.Tests.Rest.Replayed;

/// <summary>The requests of PyIceberg's REST catalog (pyiceberg.catalog.rest) with <c>rest.sigv4-enabled</c>.</summary>
public sealed class PyIcebergRequestTests
{
    private static readonly (string, string)[] Headers =
    [
        ("Content-Type", "application/json"), ("X-Client-Version", "0.14.1"), ("User-Agent", "PyIceberg/0.10.0"), ("X-Iceberg-Access-Delegation", "vended-credentials"),
        ("Accept", "*/*"),
    ];

    [Fact]
    public async Task A_table_is_created_found_committed_to_listed_renamed_and_dropped()
    {
        await using var lake = await Lake.StartAsync();
        var root = $"/iceberg/v1/{lake.Bucket.Encoded}";

        var made = await SendAsync(lake, "POST", $"{root}/namespaces", """{"namespace":["ns"],"properties":{}}""");
        var created = await SendAsync(lake, "POST", $"{root}/namespaces/ns/tables",
            """{"name":"t","location":null,"schema":{"type":"struct","fields":[{"id":1,"name":"id","type":"long","required":false}],"schema-id":0,"identifier-field-ids":[]},"partition-spec":{"spec-id":0,"fields":[]},"write-order":{"order-id":0,"fields":[]},"stage-create":false,"properties":{}}""");
        var uuid = JsonDocument.Parse(created.Text).RootElement.GetProperty("metadata").GetProperty("table-uuid").GetString();
        var exists = await SendAsync(lake, "HEAD", $"{root}/namespaces/ns/tables/t");
        var committed = await SendAsync(lake, "POST", $"{root}/namespaces/ns/tables/t",
            $$$"""{"identifier":{"namespace":["ns"],"name":"t"},"requirements":[{"type":"assert-table-uuid","uuid":"{{{uuid}}}"}],"updates":[{"action":"set-properties","updates":{"owner":"py"}}]}""");
        var elsewhere = await SendAsync(lake, "POST", $"{root}/namespaces/ns/tables/t", """{"identifier":{"namespace":["ns"],"name":"other"},"requirements":[],"updates":[]}""");
        var listed = await SendAsync(lake, "GET", $"{root}/namespaces/ns/tables");
        var renamed = await SendAsync(lake, "POST", $"{root}/tables/rename", """{"source":{"namespace":["ns"],"name":"t"},"destination":{"namespace":["ns"],"name":"u"}}""");
        // Python writes its booleans with a capital.
        var kept = await SendAsync(lake, "DELETE", $"{root}/namespaces/ns/tables/u?purgeRequested=False");
        var dropped = await SendAsync(lake, "DELETE", $"{root}/namespaces/ns/tables/u?purgeRequested=True");

        Assert.Equal((200, 200, 204), (made.Status, created.Status, exists.Status));
        Assert.Equal((200, 400), (committed.Status, elsewhere.Status));
        Assert.Equal("t", JsonDocument.Parse(listed.Text).RootElement.GetProperty("identifiers")[0].GetProperty("name").GetString());
        Assert.Equal((204, 400, 204), (renamed.Status, kept.Status, dropped.Status));
    }

    [Fact]
    public async Task Its_answers_have_the_members_that_it_validates()
    {
        await using var lake = await Lake.StartAsync();
        await lake.CreateTableAsync();

        var loaded = JsonDocument.Parse((await SendAsync(lake, "GET", $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces/ns/tables/t")).Text).RootElement;
        var metadata = loaded.GetProperty("metadata");

        Assert.EndsWith(".metadata.json", loaded.GetProperty("metadata-location").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Object, loaded.GetProperty("config").ValueKind);
        foreach (var member in new[] { "format-version", "table-uuid", "location", "last-sequence-number", "last-updated-ms", "last-column-id", "schemas", "current-schema-id", "partition-specs", "default-spec-id", "last-partition-id" })
            Assert.True(metadata.TryGetProperty(member, out _), member);
    }

    [Theory]
    [InlineData("GET", "namespaces/missing", null, 404, "NoSuchNamespaceException")]
    [InlineData("GET", "namespaces/ns/tables/missing", null, 404, "NoSuchTableException")]
    [InlineData("DELETE", "namespaces/ns", null, 409, "NamespaceNotEmptyException")]
    [InlineData("POST", "namespaces", """{"namespace":["ns"],"properties":{}}""", 409, "AlreadyExistsException")]
    [InlineData("POST", "namespaces", """{"namespace":["a","b"],"properties":{}}""", 400, "BadRequestException")]
    [InlineData("GET", "namespaces/a%1Fb", null, 404, "NoSuchNamespaceException")]
    [InlineData("POST", "tables/rename", """{"source":{"namespace":["ns"],"name":"missing"},"destination":{"namespace":["ns"],"name":"u"}}""", 404, "NoSuchTableException")]
    [InlineData("POST", "tables/rename", """{"source":{"namespace":["ns"],"name":"t"},"destination":{"namespace":["missing"],"name":"u"}}""", 404, "NoSuchNamespaceException")]
    public async Task Errors_have_the_status_and_type_by_which_it_tells_them_apart(string method, string path, string? body, int status, string type)
    {
        await using var lake = await Lake.StartAsync();
        await lake.CreateTableAsync();

        var refused = await SendAsync(lake, method, $"/iceberg/v1/{lake.Bucket.Encoded}/{path}", body);

        Assert.Equal((status, type), (refused.Status, JsonDocument.Parse(refused.Text).RootElement.GetProperty("error").GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Properties_of_a_namespace_are_set_and_removed_where_the_profile_has_them()
    {
        await using var lake = await Lake.StartAsync(new() { RestProfile = RestProfile.Lenient });
        var root = $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces";
        await SendAsync(lake, "POST", root, """{"namespace":["ns"],"properties":{"a":"1"}}""");

        var updated = JsonDocument.Parse((await SendAsync(lake, "POST", $"{root}/ns/properties", """{"removals":["a","c"],"updates":{"b":"2"}}""")).Text).RootElement;
        var both = await SendAsync(lake, "POST", $"{root}/ns/properties", """{"removals":["b"],"updates":{"b":"3"}}""");

        Assert.Equal(["a"], updated.GetProperty("removed").EnumerateArray().Select(item => item.GetString()));
        Assert.Equal(["b"], updated.GetProperty("updated").EnumerateArray().Select(item => item.GetString()));
        Assert.Equal(["c"], updated.GetProperty("missing").EnumerateArray().Select(item => item.GetString()));
        Assert.Equal(422, both.Status);
    }

    private static Task<RawAnswer> SendAsync(Lake lake, string method, string target, string? body = null) =>
        lake.Http.SendAsync(method, target, body is null ? null : Encoding.UTF8.GetBytes(body), body is null ? [.. Headers.Where(header => header.Item1 != "Content-Type")] : Headers);
}
