using Floe.Engine.Catalogs;
using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Syntax;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>Shows catalog tables to DuckDB as views over their files, made anew for each statement from the table as it then is.</summary>
internal sealed class TableViews(DuckDbSession duck)
{
    private readonly ScanServices _services = new(duck);
    private readonly AttachedCatalogs _catalogs = new(duck);

    /// <summary>The numbers of <see cref="RowPlace.File"/>.</summary>
    public FileNumbers Numbers => _services.Numbers;

    /// <summary>Makes a view under the table's own name.</summary>
    public async Task<ScanPlan> CreateAsync(TableReference table, TableSource source, Predicate? filter, ScanColumns columns, StatementInputs inputs, CancellationToken cancellationToken)
    {
        await _catalogs.EnsureAsync(table, cancellationToken);
        var name = Quote.Name(table.CatalogName, table.Identifier.Namespace, table.Identifier.Name);
        return await CreateAsync($"CREATE OR REPLACE VIEW {name}", source, filter, columns, inputs, cancellationToken);
    }

    /// <summary>Makes a temporary view, for a table at a point of its history.</summary>
    public Task<ScanPlan> CreateTemporaryAsync(string name, TableSource source, Predicate? filter, ScanColumns columns, StatementInputs inputs, CancellationToken cancellationToken) =>
        CreateAsync($"CREATE OR REPLACE TEMPORARY VIEW {Quote.Name(name)}", source, filter, columns, inputs, cancellationToken);

    /// <summary>Makes a temporary view over a metadata table.</summary>
    public async Task CreateMetadataAsync(string name, MetadataTable table, StatementInputs inputs, CancellationToken cancellationToken)
    {
        var loaded = await LoadAsync(table.Table, null, cancellationToken);
        var sql = await MetadataTables.QueryAsync(table.Name, loaded, inputs, cancellationToken);
        await duck.ExecuteAsync($"CREATE OR REPLACE TEMPORARY VIEW {Quote.Name(name)} AS {sql}", cancellationToken);
    }

    /// <summary>The rows of a planned scan as a query, for statements that rewrite files.</summary>
    public Task<string> QueryAsync(TableMetadata metadata, ScanPlan plan, ScanColumns columns, StatementInputs inputs, CancellationToken cancellationToken) =>
        new ScanQuery(_services, inputs).ToSqlAsync(metadata, plan, columns, cancellationToken);

    public static async Task<TableSource> FindAsync(TableReference table, SourcePosition? position, CancellationToken cancellationToken) =>
        new(table.ToString(), await LoadAsync(table, position, cancellationToken), Snapshot: null);

    public static async Task<TableSource> FindAsync(TableVersion version, CancellationToken cancellationToken)
    {
        var loaded = await LoadAsync(version.Table, null, cancellationToken);
        return new TableSource(version.Table.ToString(), loaded, SnapshotLookup.Find(loaded.Metadata, version));
    }

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

    private async Task<ScanPlan> CreateAsync(string create, TableSource source, Predicate? filter, ScanColumns columns, StatementInputs inputs, CancellationToken cancellationToken)
    {
        var plan = await source.PlanAsync(inputs.Files, filter, cancellationToken);
        await duck.ExecuteAsync($"{create} AS {await QueryAsync(source.Table.Metadata, plan, columns, inputs, cancellationToken)}", cancellationToken);
        return plan;
    }
}
