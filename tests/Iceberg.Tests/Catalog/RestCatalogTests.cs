using System.Text;
using System.Text.Json;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Catalog.Wire;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Tests.Catalog;

public sealed class RestCatalogTests : IDisposable
{
    private const string Arn = "arn:aws:s3tables:us-east-1:111122223333:bucket/name";
    private const string Prefix = "arn%3Aaws%3As3tables%3Aus-east-1%3A111122223333%3Abucket%2Fname";

    private static readonly TableIdentifier Identifier = new("ns", "t");
    private static readonly TableMetadata Metadata = TableMetadataBuilder.NewTable(TestLake.People, null, null, "s3://b/t");

    private readonly HttpClient _http = new();
    private readonly List<string> _requests = [];
    private readonly HttpStub _server;
    private readonly RestCatalog _catalog;
    private Func<string, byte[], Answer> _answer = (_, _) => new Answer(404);

    public RestCatalogTests()
    {
        _server = new HttpStub((request, body) =>
        {
            var line = $"{request.HttpMethod} {request.RawUrl}";
            lock (_requests) _requests.Add(line);
            return line.Contains("/v1/config", StringComparison.Ordinal) ? new Answer(200, $$$"""{"defaults":{},"overrides":{"prefix":"{{{Prefix}}}"}}""") : _answer(line, body);
        });
        _catalog = new RestCatalog(_http, new Uri(_server.Uri, "iceberg/"), Arn);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _catalog.Dispose();
        _server.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task The_configuration_is_asked_for_once_and_its_prefix_stays_as_it_is()
    {
        _answer = (_, _) => Loaded();
        await _catalog.LoadTableAsync(Identifier, Cancellation);
        await _catalog.LoadTableAsync(Identifier, Cancellation);
        Assert.Equal(
        [
            $"GET /iceberg/v1/config?warehouse={Uri.EscapeDataString(Arn)}",
            $"GET /iceberg/v1/{Prefix}/namespaces/ns/tables/t",
            $"GET /iceberg/v1/{Prefix}/namespaces/ns/tables/t",
        ], _requests);
    }

    [Fact]
    public async Task Lists_are_read_page_by_page()
    {
        _answer = (line, _) => new Answer(200, line.EndsWith("pageToken=", StringComparison.Ordinal)
            ? """{"namespaces":[["a"],["b"]],"next-page-token":"x/y"}"""
            : line.EndsWith("pageToken=x%2Fy", StringComparison.Ordinal) ? """{"namespaces":[["c"]],"next-page-token":null}""" : "{}");
        Assert.Equal(["a", "b", "c"], await _catalog.ListNamespacesAsync(Cancellation));
        _answer = (_, _) => new Answer(200, """{"identifiers":[{"namespace":["ns"],"name":"t"}]}""");
        Assert.Equal([Identifier], await _catalog.ListTablesAsync("ns", Cancellation));
    }

    [Fact]
    public async Task A_server_that_repeats_its_page_token_does_not_hold_the_client()
    {
        _answer = (_, _) => new Answer(200, """{"namespaces":[],"next-page-token":"again"}""");
        await Assert.ThrowsAsync<ServiceFailureException>(() => _catalog.ListNamespacesAsync(Cancellation));
    }

    [Fact]
    public async Task A_commit_sends_exact_snapshot_ids_and_reads_the_new_metadata()
    {
        var sent = "";
        _answer = (_, body) =>
        {
            sent = Encoding.UTF8.GetString(body);
            return Loaded();
        };
        var loaded = await _catalog.CommitTableAsync(Identifier, [new AssertRefSnapshotId("main", long.MaxValue)], [new RemoveSnapshots([long.MaxValue - 1])], Cancellation);
        Assert.Contains("9223372036854775807", sent, StringComparison.Ordinal);
        Assert.Contains("9223372036854775806", sent, StringComparison.Ordinal);
        Assert.Equal("s3://b/t/metadata/00001.metadata.json", loaded.MetadataLocation);
        Assert.Equal(Metadata.TableUuid, loaded.Metadata.TableUuid);
        Assert.Equal(Identifier, CommitTableRequest.Parse(Encoding.UTF8.GetBytes(sent)).Identifier);
    }

    [Fact]
    public async Task Existence_is_a_question_and_not_an_error()
    {
        _answer = (_, _) => new Answer(204);
        Assert.True(await _catalog.TableExistsAsync(Identifier, Cancellation));
        _answer = (_, _) => new Answer(404);
        Assert.False(await _catalog.TableExistsAsync(Identifier, Cancellation));
        Assert.False(await _catalog.NamespaceExistsAsync("ns", Cancellation));
        _answer = (_, _) => new Answer(403);
        await Assert.ThrowsAsync<ForbiddenException>(() => _catalog.TableExistsAsync(Identifier, Cancellation));
    }

    [Fact]
    public async Task Dropping_and_renaming_say_what_they_mean()
    {
        var sent = "";
        _answer = (_, body) =>
        {
            sent = Encoding.UTF8.GetString(body);
            return new Answer(204);
        };
        await _catalog.DropTableAsync(Identifier, purge: true, Cancellation);
        await _catalog.RenameTableAsync(Identifier, new TableIdentifier("ns", "u"), Cancellation);
        await _catalog.DropNamespaceAsync("ns", Cancellation);
        Assert.Equal($"DELETE /iceberg/v1/{Prefix}/namespaces/ns/tables/t?purgeRequested=true", _requests[1]);
        Assert.Equal($"POST /iceberg/v1/{Prefix}/tables/rename", _requests[2]);
        await _catalog.CreateNamespaceAsync("ns", null, Cancellation);
        Assert.Equal("""{"namespace":["ns"],"properties":{}}""", sent);
    }

    public static TheoryData<int, string, Type> LoadErrors => new()
    {
        { 404, Error("NoSuchTableException"), typeof(NoSuchTableException) },
        { 404, Error("NoSuchNamespaceException"), typeof(NoSuchNamespaceException) },
        { 404, "<UnknownOperationException/>", typeof(NoSuchTableException) },
        { 400, Error("BadRequestException"), typeof(BadRequestException) },
        { 400, "no json", typeof(BadRequestException) },
        { 401, "", typeof(NotAuthorizedException) },
        { 403, Error("ForbiddenException"), typeof(ForbiddenException) },
        { 409, Error("AlreadyExistsException"), typeof(AlreadyExistsException) },
        { 503, Error("SlowDownException"), typeof(ServiceFailureException) },
        { 200, "{}", typeof(ServiceFailureException) },
        { 0, "", typeof(ServiceFailureException) },
    };

    [Theory]
    [MemberData(nameof(LoadErrors))]
    public async Task Error_answers_become_typed_exceptions(int status, string body, Type expected)
    {
        _answer = (_, _) => new Answer(status, body);
        await Assert.ThrowsAsync(expected, () => _catalog.LoadTableAsync(Identifier, Cancellation));
    }

    public static TheoryData<int, string, Type> CommitErrors => new()
    {
        { 409, Error("CommitFailedException"), typeof(CommitFailedException) },
        { 409, "", typeof(CommitFailedException) },
        { 500, Error("InternalServerError"), typeof(CommitStateUnknownException) },
        { 502, "<html>", typeof(CommitStateUnknownException) },
        { 504, "", typeof(CommitStateUnknownException) },
        { 0, "", typeof(CommitStateUnknownException) },
        { 200, "<html>", typeof(CommitStateUnknownException) },
        { 404, Error("NoSuchTableException"), typeof(NoSuchTableException) },
    };

    [Theory]
    [MemberData(nameof(CommitErrors))]
    public async Task A_commit_is_failed_only_when_the_server_says_so(int status, string body, Type expected)
    {
        _answer = (_, _) => new Answer(status, body);
        await Assert.ThrowsAsync(expected, () => _catalog.CommitTableAsync(Identifier, [], [new SetLocation("s3://b/u")], Cancellation));
    }

    [Fact]
    public async Task Namespace_errors_are_told_apart_by_what_was_asked()
    {
        _answer = (_, _) => new Answer(409);
        await Assert.ThrowsAsync<NamespaceNotEmptyException>(() => _catalog.DropNamespaceAsync("ns", Cancellation));
        await Assert.ThrowsAsync<AlreadyExistsException>(() => _catalog.CreateNamespaceAsync("ns", null, Cancellation));
        _answer = (_, _) => new Answer(404);
        await Assert.ThrowsAsync<NoSuchNamespaceException>(() => _catalog.LoadNamespacePropertiesAsync("ns", Cancellation));
    }

    [Fact]
    public async Task A_table_is_created_from_its_request()
    {
        CreateTableRequest? request = null;
        _answer = (_, body) =>
        {
            request = CreateTableRequestJson.Parse(body);
            return Loaded();
        };
        await _catalog.CreateTableAsync("ns", new CreateTableRequest("t", TestLake.People, Properties: new Dictionary<string, string> { ["a"] = "b" }), Cancellation);
        Assert.Equal(("t", "b"), (request!.Name, request.Properties!["a"]));
        Assert.True(request.Schema.SameAs(TestLake.People));
    }

    private static Answer Loaded() => new(200, LoadTableResultJson.Serialize(new LoadedTable(Identifier, "s3://b/t/metadata/00001.metadata.json", Metadata, new Dictionary<string, string>())));

    private static string Error(string type) => JsonSerializer.Serialize(new { error = new { message = "it is so", type, code = 0 } });
}
