using System.Text.Json;
using Floe.Iceberg.Catalog.Wire;
using Floe.Iceberg.Json;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Catalog;

/// <summary>
/// The Iceberg REST catalog. The client given signs requests by its own handler (SigV4 service <c>s3tables</c> for S3 Tables), must not repeat a commit by itself, and is not disposed here.
/// </summary>
/// <param name="uri">The catalog's root, before <c>/v1</c>: <c>https://s3tables.us-east-1.amazonaws.com/iceberg</c>.</param>
/// <param name="warehouse">For S3 Tables, the ARN of the table bucket.</param>
public sealed class RestCatalog(HttpClient http, Uri uri, string warehouse, TimeProvider? time = null) : ICatalog, IDisposable
{
    private const string NoTransactions = "The catalog has no transactions over several tables: commit to one table at a time.";
    private const string TransactionEndpoint = "POST /v1/{prefix}/transactions/commit";

    private readonly RestTransport _rest = new(http, uri, warehouse, time ?? TimeProvider.System);
    private readonly LoadedTableCache _loaded = new();

    /// <summary>The settings the catalog gives its clients: its overrides over its defaults.</summary>
    public async Task<IReadOnlyDictionary<string, string>> LoadConfigAsync(CancellationToken cancellationToken)
    {
        var config = await _rest.ConfigAsync(cancellationToken).ConfigureAwait(false);
        var merged = new Dictionary<string, string>(config.Defaults, StringComparer.Ordinal);
        foreach (var (key, value) in config.Overrides) merged[key] = value;
        return merged;
    }

    public Task<IReadOnlyList<string>> ListNamespacesAsync(CancellationToken cancellationToken) =>
        RestPages.ListAsync(_rest, "namespaces", "namespaces", IdentifierJson.ReadNamespace, new RestCall("Listing namespaces"), cancellationToken);

    public Task CreateNamespaceAsync(string name, IReadOnlyDictionary<string, string>? properties, CancellationToken cancellationToken)
    {
        var body = JsonWriting.Write(json => json.Object(() =>
        {
            IdentifierJson.WriteNamespace(json, name);
            json.Map("properties", properties ?? Properties.None);
        }));
        return _rest.SendAsync(HttpMethod.Post, "namespaces", body, new RestCall($"Creating namespace {name}"), cancellationToken);
    }

    public Task<bool> NamespaceExistsAsync(string name, CancellationToken cancellationToken) =>
        _rest.ExistsAsync(Path(name), new RestCall($"Looking for namespace {name}"), cancellationToken);

    public async Task<IReadOnlyDictionary<string, string>> LoadNamespacePropertiesAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await _rest.SendAsync(HttpMethod.Get, Path(name), null, new RestCall($"Loading namespace {name}"), cancellationToken).ConfigureAwait(false);
        try
        {
            using var document = JsonCursor.ParseDocument(answer.Body);
            return new JsonCursor(document.RootElement, "").Optional("properties")?.AsProperties() ?? Properties.None;
        }
        catch (Exception e) when (e is JsonException or JsonShapeException)
        {
            throw new ServiceFailureException($"The catalog's answer for namespace {name} is malformed: {e.Message}", e);
        }
    }

    public Task DropNamespaceAsync(string name, CancellationToken cancellationToken) =>
        _rest.SendAsync(HttpMethod.Delete, Path(name), null, new RestCall($"Dropping namespace {name}") { IsNamespaceDrop = true }, cancellationToken);

    public Task<IReadOnlyList<TableIdentifier>> ListTablesAsync(string ns, CancellationToken cancellationToken) =>
        RestPages.ListAsync(_rest, $"{Path(ns)}/tables", "identifiers", IdentifierJson.Read, new RestCall($"Listing tables of namespace {ns}"), cancellationToken);

    public async Task<LoadedTable> CreateTableAsync(string ns, CreateTableRequest request, CancellationToken cancellationToken)
    {
        var identifier = new TableIdentifier(ns, request.Name);
        var answer = await _rest.SendAsync(
            HttpMethod.Post, $"{Path(ns)}/tables", CreateTableRequestJson.Serialize(request), new RestCall($"Creating table {identifier}"), cancellationToken).ConfigureAwait(false);
        return LoadTableResultJson.Parse(identifier, answer.Body);
    }

    public async Task<LoadedTable> LoadTableAsync(TableIdentifier identifier, CancellationToken cancellationToken)
    {
        var known = _loaded.Find(identifier);
        var call = OnTable("Loading", identifier) with { KnownETag = known?.ETag };
        var answer = await _rest.SendAsync(HttpMethod.Get, Path(identifier), null, call, cancellationToken).ConfigureAwait(false);
        return answer.NotModified ? known!.Value.Table : _loaded.Keep(LoadTableResultJson.Parse(identifier, answer.Body), answer.ETag);
    }

    public Task<bool> TableExistsAsync(TableIdentifier identifier, CancellationToken cancellationToken) =>
        _rest.ExistsAsync(Path(identifier), OnTable("Looking for", identifier), cancellationToken);

    public async Task<LoadedTable> CommitTableAsync(
        TableIdentifier identifier, IReadOnlyList<UpdateRequirement> requirements, IReadOnlyList<MetadataUpdate> updates, CancellationToken cancellationToken)
    {
        var body = new CommitTableRequest(requirements, updates, identifier).Serialize();
        var answer = await _rest.SendAsync(
            HttpMethod.Post, Path(identifier), body, OnTable("Committing to", identifier) with { IsCommit = true }, cancellationToken).ConfigureAwait(false);
        try
        {
            return LoadTableResultJson.Parse(identifier, answer.Body);
        }
        catch (ServiceFailureException e)
        {
            // Success was told, but by whom? A proxy's answer must not pass for the catalog's.
            throw new CommitStateUnknownException($"Unknown whether the commit was applied: {e.Message}", e);
        }
    }

    /// <summary>Commits to several tables, all or none; see <see cref="CatalogTransaction"/>.</summary>
    /// <param name="changes">Each names its table.</param>
    /// <exception cref="CommitFailedException">A requirement does not hold.</exception>
    /// <exception cref="CommitStateUnknownException">Nobody knows whether the changes are applied.</exception>
    /// <exception cref="NotSupportedException">The catalog has no transactions.</exception>
    public async Task CommitTransactionAsync(IReadOnlyList<CommitTableRequest> changes, CancellationToken cancellationToken)
    {
        var config = await _rest.ConfigAsync(cancellationToken).ConfigureAwait(false);
        if (config.Endpoints is { } endpoints && !endpoints.Contains(TransactionEndpoint))
            throw new NotSupportedException(NoTransactions);
        var call = new RestCall($"Committing to tables {string.Join(", ", changes.Select(c => c.Identifier))}") { OnTable = true, IsCommit = true, Without = NoTransactions };
        await _rest.SendAsync(HttpMethod.Post, "transactions/commit", new CommitTransactionRequest(changes).Serialize(), call, cancellationToken).ConfigureAwait(false);
    }

    public Task DropTableAsync(TableIdentifier identifier, bool purge, CancellationToken cancellationToken) =>
        _rest.SendAsync(HttpMethod.Delete, $"{Path(identifier)}?purgeRequested={(purge ? "true" : "false")}", null, OnTable("Dropping", identifier), cancellationToken);

    public Task RenameTableAsync(TableIdentifier from, TableIdentifier to, CancellationToken cancellationToken)
    {
        var body = JsonWriting.Write(json => json.Object(() =>
        {
            IdentifierJson.Write(json, "source", from);
            IdentifierJson.Write(json, "destination", to);
        }));
        return _rest.SendAsync(HttpMethod.Post, "tables/rename", body, OnTable("Renaming", from), cancellationToken);
    }

    public void Dispose() => _rest.Dispose();

    private static RestCall OnTable(string verb, TableIdentifier identifier) => new($"{verb} table {identifier}") { OnTable = true };

    private static string Path(string ns) => $"namespaces/{Uri.EscapeDataString(ns)}";

    private static string Path(TableIdentifier identifier) => $"{Path(identifier.Namespace)}/tables/{Uri.EscapeDataString(identifier.Name)}";
}
