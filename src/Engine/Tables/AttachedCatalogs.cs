using Floe.Engine.Catalogs;
using Floe.Engine.DuckDb;
using Floe.Engine.Syntax;

namespace Floe.Engine.Tables;

/// <summary>
/// Shows catalogs to a DuckDB as attached empty databases, so that names of three parts mean the same in the script and in DuckDB.
/// </summary>
internal sealed class AttachedCatalogs(DuckDbSession duck)
{
    private static readonly string[] Reserved = ["memory", "system", "temp"];

    private readonly HashSet<(string, string?)> _attached = [];

    /// <summary>Makes sure that a view of the table's name can be created.</summary>
    public async Task EnsureAsync(TableReference table, CancellationToken cancellationToken)
    {
        if (Reserved.Contains(table.CatalogName, StringComparer.OrdinalIgnoreCase))
            throw new SqlError($"A catalog cannot be called '{table.CatalogName}' in scripts: DuckDB keeps the name for itself. Use the name s3tablesbucket, or rename the table bucket.");
        if (_attached.Add((table.CatalogName, null)))
            await duck.ExecuteAsync($"ATTACH IF NOT EXISTS ':memory:' AS {Quote.Name(table.CatalogName)}", cancellationToken);
        if (_attached.Add((table.CatalogName, table.Identifier.Namespace)))
            await duck.ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS {Quote.Name(table.CatalogName, table.Identifier.Namespace)}", cancellationToken);
    }
}
