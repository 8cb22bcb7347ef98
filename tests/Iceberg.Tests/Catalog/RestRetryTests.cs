using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Catalog.Wire;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Tests.Catalog;

/// <summary>Idempotency keys, entity tags and transactions of the REST catalog.</summary>
public sealed class RestRetryTests : IDisposable
{
    private static readonly TableIdentifier Identifier = new("ns", "t");
    private static readonly TableMetadata Metadata = TableMetadataBuilder.NewTable(TestLake.People, null, null, "s3://b/t");

    private readonly HttpClient _http = new();
    private readonly ConcurrentQueue<(string Line, string? Key, string? Tag, string Body)> _requests = [];
    private readonly HttpStub _server;
    private readonly RestCatalog _catalog;
    private string _config = """{"idempotency-key-lifetime":"PT30M"}""";
    private Func<HttpListenerRequest, Answer> _answer = _ => new Answer(404);

    public RestRetryTests()
    {
        _server = new HttpStub((request, body) =>
        {
            if (request.RawUrl!.Contains("/v1/config", StringComparison.Ordinal)) return new Answer(200, _config);
            _requests.Enqueue(($"{request.HttpMethod} {request.RawUrl}", request.Headers["Idempotency-Key"], request.Headers["If-None-Match"], Encoding.UTF8.GetString(body)));
            return _answer(request);
        });
        _catalog = new RestCatalog(_http, _server.Uri, "w");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _catalog.Dispose();
        _server.Dispose();
        _http.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(503)]
    public async Task A_commit_whose_answer_was_lost_is_sent_again_under_the_same_key(int status)
    {
        var lost = 2;
        _answer = _ => lost-- > 0 ? new Answer(status) : Loaded();
        await _catalog.CommitTableAsync(Identifier, [], [new SetLocation("s3://b/u")], Cancellation);
        Assert.Equal(3, _requests.Count);
        var key = Assert.Single(_requests.Select(r => r.Key).Distinct())!;
        Assert.Equal(7, Guid.ParseExact(key, "D").Version);
        Assert.Single(_requests.Select(r => r.Body).Distinct());
    }

    [Fact]
    public async Task Every_change_has_a_key_of_its_own_and_questions_have_none()
    {
        _answer = _ => Loaded();
        await _catalog.CommitTableAsync(Identifier, [], [new SetLocation("s3://b/u")], Cancellation);
        await _catalog.CommitTableAsync(Identifier, [], [new SetLocation("s3://b/v")], Cancellation);
        await _catalog.LoadTableAsync(Identifier, Cancellation);
        Assert.Equal([true, true, false], _requests.Select(r => r.Key is not null));
        Assert.Equal(3, _requests.Select(r => r.Key).Distinct().Count());
    }

    [Fact]
    public async Task A_server_that_stays_silent_leaves_the_commit_unknown()
    {
        _answer = _ => new Answer(503);
        await Assert.ThrowsAsync<CommitStateUnknownException>(() => _catalog.CommitTableAsync(Identifier, [], [new SetLocation("s3://b/u")], Cancellation));
        Assert.Equal(4, _requests.Count);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"idempotency-key-lifetime":"PT0S"}""")]
    public async Task Without_a_lifetime_nothing_is_sent_twice(string config)
    {
        _config = config;
        _answer = _ => new Answer(503);
        await Assert.ThrowsAsync<CommitStateUnknownException>(() => _catalog.CommitTableAsync(Identifier, [], [new SetLocation("s3://b/u")], Cancellation));
        Assert.Single(_requests);
    }

    [Fact]
    public async Task A_conflict_is_an_answer_and_not_asked_for_again()
    {
        _answer = _ => new Answer(409);
        await Assert.ThrowsAsync<CommitFailedException>(() => _catalog.CommitTableAsync(Identifier, [], [new SetLocation("s3://b/u")], Cancellation));
        Assert.Single(_requests);
    }

    [Fact]
    public async Task A_table_that_has_not_changed_is_not_sent_again()
    {
        var tag = "\"v1\"";
        _answer = request => request.Headers["If-None-Match"] == tag ? new Answer(304) : Loaded(tag);
        var first = await _catalog.LoadTableAsync(Identifier, Cancellation);
        Assert.Same(first, await _catalog.LoadTableAsync(Identifier, Cancellation));
        tag = "\"v2\"";
        Assert.NotSame(first, await _catalog.LoadTableAsync(Identifier, Cancellation));
        Assert.Equal([null, "\"v1\"", "\"v1\""], _requests.Select(r => r.Tag));
    }

    [Fact]
    public async Task Not_modified_is_no_answer_to_who_has_nothing()
    {
        _answer = _ => new Answer(304);
        await Assert.ThrowsAsync<ServiceFailureException>(() => _catalog.LoadTableAsync(Identifier, Cancellation));
    }

    [Fact]
    public async Task A_transaction_sends_the_changes_of_all_tables_at_once()
    {
        _answer = request => request.RawUrl!.EndsWith("/transactions/commit", StringComparison.Ordinal) ? new Answer(204) : Loaded();
        var transaction = new CatalogTransaction(_catalog);
        foreach (var name in new[] { "a", "b" })
        {
            var table = await Table.LoadAsync(transaction, new TableIdentifier("ns", name), new FolderFileIO(), null, Cancellation);
            await table.NewUpdateSchema().AddColumn("x", PrimitiveType.Int).CommitAsync(Cancellation);
            await table.NewUpdateSchema().AddColumn("y", PrimitiveType.Int).CommitAsync(Cancellation);
        }
        await transaction.CommitAsync(Cancellation);

        var sent = Assert.Single(_requests, r => r.Line == "POST /v1/transactions/commit");
        var changes = CommitTransactionRequest.Parse(Encoding.UTF8.GetBytes(sent.Body)).TableChanges;
        Assert.Equal(["ns.a", "ns.b"], changes.Select(c => c.Identifier!.ToString()));
        foreach (var change in changes)
        {
            // What the catalog does with it: all requirements on the table as it is, then all updates.
            foreach (var requirement in change.Requirements) requirement.Check(Metadata);
            Assert.Contains(new AssertCurrentSchemaId(0), change.Requirements);
            var made = TableMetadataBuilder.From(Metadata).Apply(change.Updates).Build();
            Assert.Equal(["id", "name", "born", "x", "y"], made.CurrentSchema.Fields.Select(f => f.Name));
        }
    }

    [Fact]
    public async Task A_transaction_without_changes_sends_nothing()
    {
        await new CatalogTransaction(_catalog).CommitAsync(Cancellation);
        Assert.Empty(_requests);
    }

    [Fact]
    public async Task A_catalog_that_lists_no_transactions_is_not_asked_for_one()
    {
        _config = """{"endpoints":["GET /v1/{prefix}/namespaces"]}""";
        await Assert.ThrowsAsync<NotSupportedException>(() => _catalog.CommitTransactionAsync([new CommitTableRequest([], [new SetLocation("s3://b/u")], Identifier)], Cancellation));
    }

    private static Answer Loaded(string? tag = null) =>
        new(200, LoadTableResultJson.Serialize(new LoadedTable(Identifier, "s3://b/t/metadata/00001.metadata.json", Metadata, new Dictionary<string, string>())))
        {
            Headers = tag is null ? [] : new() { ["ETag"] = tag },
        };
}
