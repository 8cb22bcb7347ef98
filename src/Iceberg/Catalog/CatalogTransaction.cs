using Floe.Iceberg.Catalog.Wire;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Catalog;

/// <summary>
/// Commits to several tables at once, all or none. It stands in for the catalog: tables that are loaded from it commit into it, and see what was committed
/// into it before; <see cref="CommitAsync"/> sends everything to the catalog. Not for use by several threads at once.
/// </summary>
public sealed class CatalogTransaction(RestCatalog catalog) : ICatalog
{
    private readonly Dictionary<TableIdentifier, Pending> _tables = [];

    public async Task<LoadedTable> LoadTableAsync(TableIdentifier identifier, CancellationToken cancellationToken)
    {
        if (_tables.TryGetValue(identifier, out var known)) return known.Now;
        var loaded = await catalog.LoadTableAsync(identifier, cancellationToken).ConfigureAwait(false);
        _tables.Add(identifier, new Pending(loaded));
        return loaded;
    }

    /// <summary>Applies the updates here; the catalog gets them with the transaction.</summary>
    public async Task<LoadedTable> CommitTableAsync(
        TableIdentifier identifier, IReadOnlyList<UpdateRequirement> requirements, IReadOnlyList<MetadataUpdate> updates, CancellationToken cancellationToken)
    {
        await LoadTableAsync(identifier, cancellationToken).ConfigureAwait(false);
        return _tables[identifier].Apply(requirements, updates);
    }

    /// <summary>Sends the changes of all tables. The transaction is used up by it, whatever comes of it.</summary>
    /// <exception cref="CommitFailedException">A table was changed by somebody else: load the tables and do the work again in a new transaction.</exception>
    /// <exception cref="CommitStateUnknownException">Nobody knows whether the changes are applied.</exception>
    /// <exception cref="NotSupportedException">The catalog has no transactions, as Amazon S3 Tables.</exception>
    public Task CommitAsync(CancellationToken cancellationToken)
    {
        List<CommitTableRequest> changes = [.. _tables.Values.Where(p => p.Updates.Count > 0).Select(p => new CommitTableRequest(p.Requirements, p.Updates, p.Now.Identifier))];
        return changes.Count == 0 ? Task.CompletedTask : catalog.CommitTransactionAsync(changes, cancellationToken);
    }

    public Task<IReadOnlyList<string>> ListNamespacesAsync(CancellationToken cancellationToken) => catalog.ListNamespacesAsync(cancellationToken);

    public Task<bool> NamespaceExistsAsync(string name, CancellationToken cancellationToken) => catalog.NamespaceExistsAsync(name, cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> LoadNamespacePropertiesAsync(string name, CancellationToken cancellationToken) => catalog.LoadNamespacePropertiesAsync(name, cancellationToken);

    public Task<IReadOnlyList<TableIdentifier>> ListTablesAsync(string ns, CancellationToken cancellationToken) => catalog.ListTablesAsync(ns, cancellationToken);

    public Task<bool> TableExistsAsync(TableIdentifier identifier, CancellationToken cancellationToken) => catalog.TableExistsAsync(identifier, cancellationToken);

    /// <exception cref="NotSupportedException">Always.</exception>
    public Task CreateNamespaceAsync(string name, IReadOnlyDictionary<string, string>? properties, CancellationToken cancellationToken) => throw OnlyCommits();

    /// <exception cref="NotSupportedException">Always.</exception>
    public Task DropNamespaceAsync(string name, CancellationToken cancellationToken) => throw OnlyCommits();

    /// <exception cref="NotSupportedException">Always.</exception>
    public Task<LoadedTable> CreateTableAsync(string ns, CreateTableRequest request, CancellationToken cancellationToken) => throw OnlyCommits();

    /// <exception cref="NotSupportedException">Always.</exception>
    public Task DropTableAsync(TableIdentifier identifier, bool purge, CancellationToken cancellationToken) => throw OnlyCommits();

    /// <exception cref="NotSupportedException">Always.</exception>
    public Task RenameTableAsync(TableIdentifier from, TableIdentifier to, CancellationToken cancellationToken) => throw OnlyCommits();

    private static NotSupportedException OnlyCommits() => new("A transaction holds commits to tables that exist. Create, drop and rename in the catalog itself.");

    /// <summary>A table with the changes so far.</summary>
    private sealed class Pending
    {
        private readonly LoadedTable _start;

        public Pending(LoadedTable start) => _start = Now = start;

        public LoadedTable Now { get; private set; }

        public List<UpdateRequirement> Requirements { get; } = [];

        public List<MetadataUpdate> Updates { get; } = [];

        public LoadedTable Apply(IReadOnlyList<UpdateRequirement> requirements, IReadOnlyList<MetadataUpdate> updates)
        {
            foreach (var requirement in requirements) requirement.Check(Now.Metadata);
            Now = Now with { Metadata = TableMetadataBuilder.From(Now.Metadata).Apply(updates).Build(Now.MetadataLocation) };
            // The catalog checks all requirements before any update, so it can check only those that speak of the table as it was.
            Requirements.AddRange(requirements.Where(r => HeldAtStart(r) && !Requirements.Contains(r)));
            Updates.AddRange(updates);
            return Now;
        }

        private bool HeldAtStart(UpdateRequirement requirement)
        {
            try
            {
                requirement.Check(_start.Metadata);
                return true;
            }
            catch (CommitFailedException)
            {
                return false;
            }
        }
    }
}
