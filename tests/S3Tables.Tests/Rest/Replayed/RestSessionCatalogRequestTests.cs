using System.Text;
using System.Text.Json;
using Floe.S3Tables.Rest;
using Floe.S3Tables.Tests.S3.Replayed;
using Floe.S3Tables.Tests.TablesApi;

namespace Floe.S3Tables.Tests.Rest.Replayed;

/// <summary>The requests of Iceberg's Java client (RESTSessionCatalog over HTTPClient), by which Spark, Flink and Trino work.</summary>
public sealed class RestSessionCatalogRequestTests
{
    private const long BigId = Commits.BigId;

    private static readonly (string, string)[] Headers =
    [
        ("Accept", "application/json"), ("X-Client-Version", "Apache Iceberg 1.11.0 (commit 0000000)"), ("X-Client-Git-Commit-Short", "0000000"),
        ("X-Iceberg-Access-Delegation", "vended-credentials"),
    ];

    [Fact]
    public async Task It_starts_with_the_configuration_and_takes_the_prefix_and_the_default_endpoints_from_it()
    {
        await using var lake = await Lake.StartAsync();

        var config = await GetAsync(lake, $"/iceberg/v1/config?warehouse={lake.Bucket.Encoded}");
        var root = JsonDocument.Parse(config.Text).RootElement;

        Assert.Equal(200, config.Status);
        Assert.All(["defaults", "overrides"], member => Assert.All(root.GetProperty(member).EnumerateObject(), pair => Assert.Equal(JsonValueKind.String, pair.Value.ValueKind)));
        // Without a list the client does not try HEAD, views or credentials, and sends no idempotency keys.
        Assert.False(root.TryGetProperty("endpoints", out _));
        Assert.False(root.TryGetProperty("idempotency-key-lifetime", out _));
    }

    [Fact]
    public async Task It_pages_with_an_empty_token_first_also_without_a_page_size()
    {
        await using var lake = await Lake.StartAsync();
        foreach (var name in new[] { "a", "b", "c" }) await lake.CreateTableAsync(name);
        var tables = $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces/ns/tables";

        var all = await GetAsync(lake, $"{tables}?pageToken=");
        var names = new List<string>();
        for (var token = ""; token is not null;)
        {
            var page = JsonDocument.Parse((await GetAsync(lake, $"{tables}?pageToken={Uri.EscapeDataString(token)}&pageSize=2")).Text).RootElement;
            names.AddRange(page.GetProperty("identifiers").EnumerateArray().Select(item => item.GetProperty("name").GetString()!));
            token = page.TryGetProperty("next-page-token", out var next) ? next.GetString() : null;
        }

        Assert.Equal(3, JsonDocument.Parse(all.Text).RootElement.GetProperty("identifiers").GetArrayLength());
        Assert.Equal(["a", "b", "c"], names);
        Assert.Equal(404, (await GetAsync(lake, $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces/missing/tables?pageToken=")).Status);
        Assert.Equal(200, (await GetAsync(lake, $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces?pageToken=&parent=")).Status);
    }

    [Fact]
    public async Task A_table_is_loaded_again_only_if_it_has_changed()
    {
        await using var lake = await Lake.StartAsync();
        await lake.CreateTableAsync();
        var table = $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces/ns/tables/t";

        var first = await GetAsync(lake, $"{table}?snapshots=all");
        var etag = first.Header("ETag")!;
        var same = await GetAsync(lake, $"{table}?snapshots=all", ("If-None-Match", etag));
        var weak = await GetAsync(lake, $"{table}?snapshots=all", ("If-None-Match", $"W/{etag}"));
        var refs = await GetAsync(lake, $"{table}?snapshots=refs", ("If-None-Match", etag));
        var committed = await PostAsync(lake, table, Commit("""{"action":"set-properties","updates":{"a":"b"}}"""));
        var changed = await GetAsync(lake, $"{table}?snapshots=all", ("If-None-Match", etag));
        var current = await GetAsync(lake, $"{table}?snapshots=all", ("If-None-Match", committed.Header("ETag")!));

        Assert.Equal((304, 0, etag), (same.Status, same.Body.Length, same.Header("ETag")));
        Assert.Equal((304, 200, 200, 304), (weak.Status, refs.Status, changed.Status, current.Status));
        Assert.NotEqual(etag, refs.Header("ETag"));
        Assert.Equal(400, (await GetAsync(lake, $"{table}?snapshots=some")).Status);
        // It reads settings and credentials for this table out of config, if there are any; the client's own credentials do.
        Assert.Empty(JsonDocument.Parse(first.Text).RootElement.GetProperty("config").EnumerateObject());
    }

    [Fact]
    public async Task Snapshot_ids_beyond_doubles_are_the_same_digits_on_the_wire()
    {
        await using var lake = await Lake.StartAsync();
        await lake.CreateTableAsync();
        var table = $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces/ns/tables/t";
        var location = JsonDocument.Parse((await GetAsync(lake, table)).Text).RootElement.GetProperty("metadata").GetProperty("location").GetString();
        var snapshot = $$$"""{"action":"add-snapshot","snapshot":{"snapshot-id":{{{BigId}}},"sequence-number":1,"timestamp-ms":{{{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + 1}}},"summary":{"operation":"append"},"manifest-list":"{{{location}}}/metadata/snap-1.avro","schema-id":0}}""";
        var reference = $$"""{"action":"set-snapshot-ref","ref-name":"main","type":"branch","snapshot-id":{{BigId}}}""";

        var committed = await PostAsync(lake, table, $$"""{"requirements":[{"type":"assert-ref-snapshot-id","ref":"main","snapshot-id":null}],"updates":[{{snapshot}},{{reference}}]}""");
        var loaded = await GetAsync(lake, table);
        var lost = await PostAsync(lake, table, $$$"""{"requirements":[{"type":"assert-ref-snapshot-id","ref":"main","snapshot-id":{{{BigId - 1}}}}],"updates":[{"action":"set-properties","updates":{"a":"b"}}]}""");
        var won = await PostAsync(lake, table, $$$"""{"requirements":[{"type":"assert-ref-snapshot-id","ref":"main","snapshot-id":{{{BigId}}}}],"updates":[{"action":"set-properties","updates":{"a":"b"}}]}""");

        Assert.Equal(200, committed.Status);
        Assert.Contains($"\"current-snapshot-id\":{BigId}", loaded.Text.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal((409, "CommitFailedException"), (lost.Status, JsonDocument.Parse(lost.Text).RootElement.GetProperty("error").GetProperty("type").GetString()));
        Assert.Equal(200, won.Status);
    }

    /// <summary>The client takes any 5xx of a commit for one that may have happened, and leaves its files behind.</summary>
    [Theory]
    [InlineData("""{"requirements":[{"type":"assert-nothing"}],"updates":[]}""", 400, "BadRequestException")]
    [InlineData("""{"requirements":[],"updates":[{"action":"dance"}]}""", 400, "BadRequestException")]
    [InlineData("""{"requirements":[{"type":"assert-create"}],"updates":[]}""", 409, "CommitFailedException")]
    [InlineData("""{"requirements":[{"type":"assert-table-uuid","uuid":"00000000-0000-4000-8000-000000000000"}],"updates":[]}""", 409, "CommitFailedException")]
    [InlineData("""{"requirements":[],"updates":[{"action":"set-snapshot-ref","ref-name":"main","type":"branch","snapshot-id":404}]}""", 400, "BadRequestException")]
    [InlineData("not json", 400, "BadRequestException")]
    public async Task A_commit_known_not_to_have_happened_is_a_4xx_of_Icebergs_form(string body, int status, string type)
    {
        await using var lake = await Lake.StartAsync();
        await lake.CreateTableAsync();

        var refused = await PostAsync(lake, $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces/ns/tables/t", body);
        var error = JsonDocument.Parse(refused.Text).RootElement.GetProperty("error");

        Assert.Equal((status, type, status), (refused.Status, error.GetProperty("type").GetString(), error.GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task With_a_list_of_endpoints_it_asks_by_HEAD_and_sends_a_new_key_with_every_change()
    {
        await using var lake = await Lake.StartAsync(new() { RestProfile = RestProfile.Lenient });
        var root = $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces";

        var created = await PostAsync(lake, root, """{"namespace":["ns"],"properties":{}}""", Key());
        var again = await PostAsync(lake, root, """{"namespace":["ns"],"properties":{}}""", Key());
        var there = await lake.Http.SendAsync("HEAD", $"{root}/ns", null, Headers);
        var missing = await lake.Http.SendAsync("HEAD", $"{root}/ns/tables/t", null, Headers);
        var table = await PostAsync(lake, $"{root}/ns/tables", """{"name":"t","schema":{"type":"struct","schema-id":0,"fields":[{"id":1,"name":"id","required":false,"type":"long"}]},"stage-create":false}""", Key());
        var metrics = await PostAsync(lake, $"{root}/ns/tables/t/metrics", """{"report-type":"scan-report"}""");
        var dropped = await lake.Http.SendAsync("DELETE", $"{root}/ns/tables/t?purgeRequested=false", null, [.. Headers, Key()]);

        Assert.Equal((200, 409), (created.Status, again.Status));
        Assert.Equal((204, 404, 0), (there.Status, missing.Status, missing.Body.Length));
        Assert.Equal((200, 204, 204), (table.Status, metrics.Status, dropped.Status));
    }

    [Fact]
    public async Task It_asks_for_a_token_only_where_it_is_told_to_and_there_is_none_to_be_had()
    {
        await using var lake = await Lake.StartAsync();
        using var http = new HttpClient { BaseAddress = lake.Endpoint };

        var token = await http.SendAsync("POST", "/iceberg/v1/oauth/tokens", "grant_type=client_credentials&client_id=a&client_secret=b&scope=catalog"u8.ToArray(), ("Content-Type", "application/x-www-form-urlencoded"));
        var bearer = await http.SendAsync("GET", $"/iceberg/v1/config?warehouse={lake.Bucket.Encoded}", null, ("Authorization", "Bearer abc"));

        Assert.InRange(token.Status, 400, 404);
        Assert.InRange(bearer.Status, 400, 403);
        Assert.True(JsonDocument.Parse(bearer.Text).RootElement.TryGetProperty("error", out _));
    }

    private static (string, string) Key() => (IdempotencyKeys.Header, Guid.CreateVersion7().ToString());

    private static string Commit(string update) => $$"""{"requirements":[],"updates":[{{update}}]}""";

    private static Task<RawAnswer> GetAsync(Lake lake, string target, params (string, string)[] headers) => lake.Http.SendAsync("GET", target, null, [.. Headers, .. headers]);

    private static Task<RawAnswer> PostAsync(Lake lake, string target, string body, params (string, string)[] headers) =>
        lake.Http.SendAsync("POST", target, Encoding.UTF8.GetBytes(body), [.. Headers, ("Content-Type", "application/json"), .. headers]);
}
