using Floe.Engine;
using Floe.Iceberg.Catalog;

namespace Floe.Cli.Sql.Shell;

/// <summary>The names that catalogs have, kept from one key to the next and looked up anew after each statement.</summary>
internal sealed class CatalogNames(ICatalogProvider catalogs)
{
    private readonly Dictionary<string, IReadOnlyList<string>> _known = [];

    public void Forget() => _known.Clear();

    public Task<IReadOnlyList<string>> CatalogsAsync(CancellationToken cancellationToken) => KnownAsync("", () => catalogs.ListAsync(cancellationToken));

    /// <returns>None where there is no such catalog.</returns>
    public Task<IReadOnlyList<string>> NamespacesAsync(string catalog, CancellationToken cancellationToken) => KnownAsync(
        catalog,
        async () => await catalogs.FindAsync(catalog, cancellationToken) is { } found ? await found.ListNamespacesAsync(cancellationToken) : []);

    public Task<IReadOnlyList<string>> TablesAsync(string catalog, string @namespace, CancellationToken cancellationToken) => KnownAsync(
        $"{catalog}\n{@namespace}",
        async () => await catalogs.FindAsync(catalog, cancellationToken) is { } found && await found.NamespaceExistsAsync(@namespace, cancellationToken)
            ? [.. (await found.ListTablesAsync(@namespace, cancellationToken)).Select(table => table.Name)]
            : []);

    public Task<IReadOnlyList<string>> ColumnsAsync(string catalog, string @namespace, string table, CancellationToken cancellationToken) => KnownAsync(
        $"{catalog}\n{@namespace}\n{table}",
        async () =>
        {
            var identifier = new TableIdentifier(@namespace, table);
            return await catalogs.FindAsync(catalog, cancellationToken) is { } found && await found.TableExistsAsync(identifier, cancellationToken)
                ? [.. (await found.LoadTableAsync(identifier, cancellationToken)).Metadata.CurrentSchema.Fields.Select(field => field.Name)]
                : [];
        });

    private async Task<IReadOnlyList<string>> KnownAsync(string key, Func<Task<IReadOnlyList<string>>> look)
    {
        if (!_known.TryGetValue(key, out var names)) _known[key] = names = await look();
        return names;
    }
}
