using System.Collections.Concurrent;

namespace Floe.Iceberg.Catalog;

/// <summary>The last answer of each table with the tag that names its version, so that a table that has not changed is not sent again.</summary>
internal sealed class LoadedTableCache
{
    /// <summary>Metadata can be megabytes; who walks over more tables than this does not come back to each soon.</summary>
    private const int MaxTables = 64;

    private readonly ConcurrentDictionary<TableIdentifier, (string ETag, LoadedTable Table)> _tables = [];

    public (string ETag, LoadedTable Table)? Find(TableIdentifier identifier) => _tables.TryGetValue(identifier, out var known) ? known : null;

    public LoadedTable Keep(LoadedTable table, string? etag)
    {
        if (etag is null)
        {
            _tables.TryRemove(table.Identifier, out _);
            return table;
        }
        if (_tables.Count >= MaxTables && !_tables.ContainsKey(table.Identifier)) _tables.Clear();
        _tables[table.Identifier] = (etag, table);
        return table;
    }
}
