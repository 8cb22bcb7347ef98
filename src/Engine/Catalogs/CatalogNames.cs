using Floe.Engine.Syntax;
using Floe.Iceberg.Catalog;

namespace Floe.Engine.Catalogs;

/// <summary>Knows which catalog and namespace names are looked up in, and completes names with them.</summary>
internal sealed class CatalogNames(ICatalogProvider provider, string? defaultCatalog)
{
    private readonly Dictionary<string, ICatalog?> _found = new(StringComparer.Ordinal);

    public string? CurrentCatalog { get; private set; } = defaultCatalog;

    public string? CurrentNamespace { get; private set; }

    /// <summary>Null when there is no such catalog.</summary>
    public async Task<ICatalog?> FindCatalogAsync(string name, CancellationToken cancellationToken)
    {
        if (!_found.TryGetValue(name, out var catalog))
            _found[name] = catalog = await provider.FindAsync(name, cancellationToken);
        return catalog;
    }

    public async Task<ICatalog> GetCatalogAsync(string name, SourcePosition position, CancellationToken cancellationToken)
    {
        if (await FindCatalogAsync(name, cancellationToken) is { } catalog)
            return catalog;
        var known = await provider.ListAsync(cancellationToken);
        throw new SqlError(
            known.Count == 0 ? $"There is no catalog '{name}', nor any other." : $"There is no catalog '{name}'. There are: {string.Join(", ", known)}.",
            position);
    }

    /// <summary>Completes <c>t</c>, <c>ns.t</c> or <c>catalog.ns.t</c>. Whether the table exists is not looked at.</summary>
    public async Task<TableReference> ResolveTableAsync(QualifiedName name, CancellationToken cancellationToken)
    {
        var parts = name.Parts;
        var (catalogName, ns) = parts.Count switch
        {
            1 => (CurrentCatalog, CurrentNamespace),
            2 => (CurrentCatalog, parts[0]),
            3 => (parts[0], parts[1]),
            _ => throw new SqlError($"'{name}' has too many parts: a table is catalog.namespace.table.", name.Position),
        };
        if (catalogName is null || ns is null)
            throw new SqlError($"There is no view '{name}', and no current {(catalogName is null ? "catalog" : "namespace")} to look for a table in. Write catalog.namespace.table, or USE catalog.namespace first.", name.Position);
        var catalog = await GetCatalogAsync(catalogName, name.Position, cancellationToken);
        return new TableReference(catalogName, catalog, new TableIdentifier(ns, name.Last));
    }

    /// <summary>Completes <c>ns</c> or <c>catalog.ns</c>.</summary>
    public async Task<(string CatalogName, ICatalog Catalog, string Namespace)> ResolveNamespaceAsync(QualifiedName name, CancellationToken cancellationToken)
    {
        if (name.Parts.Count > 2)
            throw new SqlError($"'{name}' has too many parts: a namespace has one level, catalog.namespace.", name.Position);
        var catalogName = name.Parts.Count == 2 ? name.Parts[0] : CurrentCatalog;
        if (catalogName is null)
            throw new SqlError($"Which catalog is the namespace '{name}' in? Write catalog.{name}, or USE a catalog first.", name.Position);
        return (catalogName, await GetCatalogAsync(catalogName, name.Position, cancellationToken), name.Last);
    }

    /// <summary>A single name is a namespace of the current catalog if there is one of that name, else a catalog, as in Spark.</summary>
    public async Task UseAsync(QualifiedName name, CancellationToken cancellationToken)
    {
        if (name.Parts.Count == 1)
        {
            var current = CurrentCatalog is null ? null : await FindCatalogAsync(CurrentCatalog, cancellationToken);
            if (current is not null && await current.NamespaceExistsAsync(name.Last, cancellationToken))
            {
                CurrentNamespace = name.Last;
                return;
            }
            await GetCatalogAsync(name.Last, name.Position, cancellationToken);
            (CurrentCatalog, CurrentNamespace) = (name.Last, null);
            return;
        }
        var (catalogName, catalog, ns) = await ResolveNamespaceAsync(name, cancellationToken);
        if (!await catalog.NamespaceExistsAsync(ns, cancellationToken))
            throw new SqlError($"There is no namespace '{ns}' in the catalog '{catalogName}'.", name.Position);
        (CurrentCatalog, CurrentNamespace) = (catalogName, ns);
    }
}
