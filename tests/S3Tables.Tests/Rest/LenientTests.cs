using System.Text;
using System.Text.Json;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Catalog.Wire;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;
using Floe.S3Tables.Hosting;
using Floe.S3Tables.Rest;
using Floe.S3Tables.Tests.Storage;
using Floe.S3Tables.Tests.TablesApi;

namespace Floe.S3Tables.Tests.Rest;

/// <summary>What only table buckets of the lenient profile have.</summary>
public sealed class LenientTests
{
    private static readonly TableIdentifier One = new("ns", "one");
    private static readonly TableIdentifier Two = new("ns", "two");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tag_makes_one_table_bucket_lenient_and_leaves_the_others_strict()
    {
        await using var lake = await Lake.StartAsync();
        var other = await lake.CreateBucketAsync("other");
        await lake.Client.TagResourceAsync(lake.Bucket.ToString(), new Dictionary<string, string> { ["floe:profile"] = "lenient" }, Cancellation);

        Assert.Contains("endpoints", (await lake.SendAsync(HttpMethod.Get, $"/iceberg/v1/config?warehouse={lake.Bucket.Encoded}")).Body);
        Assert.DoesNotContain("endpoints", (await lake.SendAsync(HttpMethod.Get, $"/iceberg/v1/config?warehouse={other.Encoded}")).Body);
        Assert.Equal(404, (await lake.SendAsync(HttpMethod.Post, $"/iceberg/v1/{other.Encoded}/transactions/commit", "{}")).Status);
        Assert.Equal(400, (await lake.SendAsync(HttpMethod.Post, $"/iceberg/v1/{lake.Bucket.Encoded}/transactions/commit", "{}")).Status);
    }

    [Fact]
    public async Task A_profile_that_is_not_one_is_refused()
    {
        await using var lake = await Lake.StartAsync();
        await Lake.RefusedAsync(
            () => lake.Client.TagResourceAsync(lake.Bucket.ToString(), new Dictionary<string, string> { ["floe:profile"] = "lax" }, Cancellation), 400, "BadRequestException");
    }

    [Fact]
    public async Task A_transaction_changes_all_its_tables()
    {
        await using var lake = await StartAsync();
        using var catalog = lake.OpenCatalog();
        var (one, two) = (await catalog.LoadTableAsync(One, Cancellation), await catalog.LoadTableAsync(Two, Cancellation));

        var (status, body, _) = await TransactAsync(lake, Append(One, one.Metadata, 1), Append(Two, two.Metadata, Commits.BigId));

        Assert.Equal((204, ""), (status, body));
        Assert.Equal(1, (await catalog.LoadTableAsync(One, Cancellation)).Metadata.CurrentSnapshotId);
        Assert.Equal(Commits.BigId, (await catalog.LoadTableAsync(Two, Cancellation)).Metadata.CurrentSnapshotId);
    }

    [Fact]
    public async Task A_transaction_one_of_whose_requirements_fails_changes_nothing()
    {
        await using var lake = await StartAsync();
        using var catalog = lake.OpenCatalog();
        var (one, two) = (await catalog.LoadTableAsync(One, Cancellation), await catalog.LoadTableAsync(Two, Cancellation));

        var (status, body, _) = await TransactAsync(lake, Append(One, one.Metadata, 1), new([new AssertTableUuid(Guid.NewGuid())], [Commits.Property("a", "b")], Two));

        Assert.Equal(409, status);
        Assert.Contains("CommitFailedException", body);
        Assert.Equal(one.MetadataLocation, (await catalog.LoadTableAsync(One, Cancellation)).MetadataLocation);
        Assert.Equal(two.MetadataLocation, (await catalog.LoadTableAsync(Two, Cancellation)).MetadataLocation);
    }

    [Fact]
    public async Task Transactions_and_commits_that_cross_each_other_never_leave_half_of_one()
    {
        const int Rounds = 12;
        await using var lake = await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, Rounds).Select(async round =>
        {
            // Half of them name the tables the other way round.
            var (first, second) = round % 2 == 0 ? (One, Two) : (Two, One);
            CommitTableRequest Set(TableIdentifier table) => new([], [Commits.Property($"k{round}", "v")], table);
            Assert.Equal(204, (await TransactAsync(lake, Set(first), Set(second))).Status);
        }));

        using var catalog = lake.OpenCatalog();
        foreach (var table in new[] { One, Two }) Assert.Equal(Rounds, (await catalog.LoadTableAsync(table, Cancellation)).Metadata.Properties.Count);
    }

    [Theory]
    [InlineData("""{"table-changes":[]}""", "empty")]
    [InlineData("""{"table-changes":[{"requirements":[],"updates":[]}]}""", "identifier")]
    [InlineData("""{"table-changes":[{"identifier":{"namespace":["ns"],"name":"one"}},{"identifier":{"namespace":["ns"],"name":"one"}}]}""", "more than once")]
    [InlineData("""{"table-changes":[{"identifier":{"namespace":["ns"],"name":"x"},"requirements":[{"type":"assert-create"}],"updates":[]}]}""", "assert-create")]
    public async Task A_malformed_transaction_is_told_why(string body, string named)
    {
        await using var lake = await StartAsync();

        var (status, answer, _) = await lake.SendAsync(HttpMethod.Post, $"/iceberg/v1/{lake.Bucket.Encoded}/transactions/commit", body);

        Assert.Equal(400, status);
        Assert.Contains(named, answer);
    }

    [Fact]
    public async Task A_metadata_file_in_a_bucket_becomes_a_table_that_can_be_committed_to()
    {
        await using var lake = await StartAsync();
        using var catalog = lake.OpenCatalog();
        using var s3 = lake.Signed(new("test", "test"), "s3");
        var metadata = (await catalog.LoadTableAsync(One, Cancellation)).Metadata with { Location = "s3://old-lake/t" };
        (await s3.PutAsync("/old-lake", null, Cancellation)).EnsureSuccessStatusCode();
        (await s3.PutAsync("/old-lake/t/metadata/v1.metadata.json", new ByteArrayContent(TableMetadataJson.Serialize(metadata)), Cancellation)).EnsureSuccessStatusCode();

        var (status, body, _) = await lake.SendAsync(HttpMethod.Post, $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces/ns/register",
            """{"name":"old","metadata-location":"s3://old-lake/t/metadata/v1.metadata.json"}""");
        await catalog.CommitTableAsync(new("ns", "old"), [], [Commits.Property("a", "b")], Cancellation);
        var loaded = await catalog.LoadTableAsync(new("ns", "old"), Cancellation);

        Assert.True(status == 200, body);
        Assert.Equal(("b", "s3://old-lake/t"), (loaded.Metadata.Properties["a"], loaded.Metadata.Location));
        Assert.Equal(["s3://old-lake/t/metadata/v1.metadata.json"], loaded.Metadata.MetadataLog.Select(entry => entry.MetadataFile));
    }

    [Theory]
    [InlineData("""{"name":"x"}""", "metadata-location")]
    [InlineData("""{"name":"x","metadata-location":"file:///etc/passwd"}""", "S3 URI")]
    [InlineData("""{"name":"x","metadata-location":"s3://other--table-s3/m.json"}""", "another table")]
    [InlineData("""{"name":"x","metadata-location":"s3://nowhere/m.json"}""", "does not lead")]
    [InlineData("""{"name":"x","metadata-location":"s3://b/m.json","overwrite":true}""", "overwrite")]
    public async Task What_cannot_be_registered_is_told_why(string body, string named)
    {
        await using var lake = await StartAsync();

        var (status, answer, _) = await lake.SendAsync(HttpMethod.Post, $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces/ns/register", body);

        Assert.Equal(400, status);
        Assert.Contains(named, answer);
    }

    [Fact]
    public async Task Metrics_reports_are_accepted_and_an_empty_page_token_begins_paging()
    {
        await using var lake = await StartAsync();

        Assert.Equal(204, (await lake.SendAsync(HttpMethod.Post, $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces/ns/tables/one/metrics", """{"report-type":"scan-report"}""")).Status);
        var (status, body, _) = await lake.SendAsync(HttpMethod.Get, $"/iceberg/v1/{lake.Bucket.Encoded}/namespaces/ns/tables?pageToken=&pageSize=1");

        Assert.Equal(200, status);
        Assert.NotNull(JsonDocument.Parse(body).RootElement.GetProperty("next-page-token").GetString());
    }

    [Fact]
    public async Task A_change_sent_again_with_its_idempotency_key_happens_once_also_across_a_restart()
    {
        using var folder = new TemporaryFolder();
        var options = new S3TablesOptions { Port = 0, DataFolder = folder.Path, Catalog = new() { RestProfile = RestProfile.Lenient } };
        var key = Guid.CreateVersion7().ToString();
        (int Status, string Body) first, again;
        string? location;
        byte[] commit;
        await using (var lake = await Lake.StartOnAsync(options))
        {
            await lake.CreateTableAsync("one");
            using var catalog = lake.OpenCatalog();
            commit = Append(One, (await catalog.LoadTableAsync(One, Cancellation)).Metadata, 1).Serialize();
            first = await KeyedAsync(lake, key, "namespaces/ns/tables/one", commit);
            again = await KeyedAsync(lake, key, "namespaces/ns/tables/one", commit);
            location = (await catalog.LoadTableAsync(One, Cancellation)).MetadataLocation;
        }
        await using var reopened = await Lake.ReopenAsync(options);
        var third = await KeyedAsync(reopened, key, "namespaces/ns/tables/one", commit);

        Assert.Equal(200, first.Status);
        Assert.Equal(first, again);
        Assert.Equal(first, third);
        Assert.Contains(location!, third.Body);
    }

    [Fact]
    public async Task A_refusal_is_given_again_too_and_a_key_serves_one_request()
    {
        await using var lake = await StartAsync();
        var key = Guid.CreateVersion7().ToString();
        var refused = await KeyedAsync(lake, key, "namespaces", """{"namespace":["ns"]}"""u8.ToArray());

        Assert.Equal(409, refused.Status);
        Assert.Equal(refused, await KeyedAsync(lake, key, "namespaces", """{"namespace":["ns"]}"""u8.ToArray()));
        Assert.Equal(422, (await KeyedAsync(lake, key, "namespaces", """{"namespace":["other"]}"""u8.ToArray())).Status);
        Assert.Equal(400, (await KeyedAsync(lake, "no-uuid", "namespaces", """{"namespace":["other"]}"""u8.ToArray())).Status);
        Assert.Contains("\"idempotency-key-lifetime\":\"PT30M\"", (await lake.SendAsync(HttpMethod.Get, $"/iceberg/v1/config?warehouse={lake.Bucket.Encoded}")).Body);
    }

    [Fact]
    public async Task Of_many_requests_with_one_key_at_once_one_happens_and_all_get_its_answer()
    {
        await using var lake = await StartAsync();
        var key = Guid.CreateVersion7().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => KeyedAsync(lake, key, "namespaces", """{"namespace":["fresh"]}"""u8.ToArray())));

        Assert.Equal(200, Assert.Single(answers.Distinct()).Status);
    }

    private static async Task<Lake> StartAsync()
    {
        var lake = await Lake.StartAsync(new() { RestProfile = RestProfile.Lenient });
        await lake.CreateTableAsync("one");
        await lake.CreateTableAsync("two");
        return lake;
    }

    private static CommitTableRequest Append(TableIdentifier table, TableMetadata metadata, long snapshot)
    {
        var (requirements, updates) = Commits.Append(metadata, snapshot);
        return new(requirements, updates, table);
    }

    private static Task<(int Status, string Body, HttpResponseMessage Response)> TransactAsync(Lake lake, params CommitTableRequest[] changes) =>
        lake.SendAsync(HttpMethod.Post, $"/iceberg/v1/{lake.Bucket.Encoded}/transactions/commit", Encoding.UTF8.GetString(new CommitTransactionRequest(changes).Serialize()));

    private static async Task<(int Status, string Body)> KeyedAsync(Lake lake, string key, string target, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{lake.Endpoint.GetLeftPart(UriPartial.Authority)}/iceberg/v1/{lake.Bucket.Encoded}/{target}"));
        request.Content = new ByteArrayContent(body);
        request.Headers.Add(IdempotencyKeys.Header, key);
        using var answer = await lake.Http.SendAsync(request, Cancellation);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
