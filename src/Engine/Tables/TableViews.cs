using Floe.Engine.Catalogs;
using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Syntax;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>
/// Shows catalog tables to DuckDB as views over their files: a catalog is an attached empty database, so that names of three parts mean the
/// same in the script and in DuckDB. Views are made anew for each statement, from the table as it then is.
/// </summary>
internal sealed class TableViews(DuckDbSession duck)
{
    private static readonly string[] Reserved = ["memory", "system", "temp"];

    private readonly ScanServices _services = new(duck);
    private readonly HashSet<string> _attached = new(StringComparer.Ordinal);

    /// <summary>The numbers of <see cref="RowPlace.File"/>.</summary>
    public FileNumbers Numbers => _services.Numbers;

    /// <returns>The view's name, quoted.</returns>
    public async Task<string> BindAsync(TableReference table, SourcePosition position, StatementInputs inputs, CancellationToken cancellationToken)
    {
        var loaded = await LoadAsync(table, position, cancellationToken);
        await AttachAsync(table, cancellationToken);
        var name = Quote.Name(table.CatalogName, table.Identifier.Namespace, table.Identifier.Name);
        var plan = await new TableScan(loaded.Metadata, inputs.Files).PlanAsync(cancellationToken);
        await CreateAsync($"CREATE OR REPLACE VIEW {name}", loaded, plan, inputs, cancellationToken);
        return name;
    }

    /// <summary>Makes a temporary view of the given name over a table at a point of its history, or over a metadata table.</summary>
    public async Task BindVersionAsync(string viewName, TableVersion version, StatementInputs inputs, CancellationToken cancellationToken)
    {
        var loaded = await LoadAsync(version.Table, null, cancellationToken);
        var create = $"CREATE OR REPLACE TEMPORARY VIEW {Quote.Name(viewName)}";
        if (version is MetadataTable metadata)
        {
            var sql = await MetadataTables.QueryAsync(metadata.Name, loaded, inputs.Files, cancellationToken);
            await duck.ExecuteAsync($"{create} AS {sql}", cancellationToken);
            return;
        }
        var snapshot = SnapshotLookup.Find(loaded.Metadata, version);
        var plan = await new TableScan(loaded.Metadata, inputs.Files).UseSnapshot(snapshot.SnapshotId).PlanAsync(cancellationToken);
        await CreateAsync(create, loaded, plan, inputs, cancellationToken);
    }

    /// <summary>The rows of a planned scan as a query, for statements that rewrite files.</summary>
    public Task<string> QueryAsync(TableMetadata metadata, ScanPlan plan, ScanColumns columns, StatementInputs inputs, CancellationToken cancellationToken) =>
        new ScanQuery(_services, inputs).ToSqlAsync(metadata, plan, columns, cancellationToken);

    public static async Task<LoadedTable> LoadAsync(TableReference table, SourcePosition? position, CancellationToken cancellationToken)
    {
        try
        {
            return await table.Catalog.LoadTableAsync(table.Identifier, cancellationToken);
        }
        catch (CatalogException e) when (e is NoSuchTableException or NoSuchNamespaceException)
        {
            throw new SqlError($"There is no table {table}.", position, e);
        }
    }

    private async Task CreateAsync(string create, LoadedTable loaded, ScanPlan plan, StatementInputs inputs, CancellationToken cancellationToken) =>
        await duck.ExecuteAsync($"{create} AS {await QueryAsync(loaded.Metadata, plan, ScanColumns.Plain, inputs, cancellationToken)}", cancellationToken);

    private async Task AttachAsync(TableReference table, CancellationToken cancellationToken)
    {
        if (Reserved.Contains(table.CatalogName, StringComparer.OrdinalIgnoreCase))
            throw new SqlError($"A catalog cannot be called '{table.CatalogName}' in scripts: DuckDB keeps the name for itself. Use the name s3tablesbucket, or rename the table bucket.");
        if (_attached.Add(table.CatalogName))
            await duck.ExecuteAsync($"ATTACH IF NOT EXISTS ':memory:' AS {Quote.Name(table.CatalogName)}", cancellationToken);
        await duck.ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS {Quote.Name(table.CatalogName, table.Identifier.Namespace)}", cancellationToken);
    }
}
