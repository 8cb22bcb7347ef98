using Floe.Engine.Catalogs;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Types;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Engine.Running;

/// <summary>
/// CREATE OR REPLACE TABLE: one commit gives an existing table other columns, partitions and rows. Its earlier snapshots stay for time travel, and so do
/// its properties where the statement does not name them (Iceberg's replace transaction).
/// </summary>
internal static class ReplaceTable
{
    public static async Task<StatementOutcome> RunAsync(
        ScriptContext context, TableReference reference, LoadedTable loaded, CreateTable statement, CancellationToken cancellationToken)
    {
        var outcome = new StatementOutcome(statement.MustExist ? "REPLACE TABLE" : "CREATE OR REPLACE TABLE", reference.ToString());
        await using var inputs = context.NewInputs();
        // The query may read the table that it replaces.
        var query = statement.Query is null ? null : await context.Binder.BindAsync(statement.Query, inputs, cancellationToken);
        var schema = query is null ? await NewColumns.SchemaAsync(context, statement, loaded.Metadata.FormatVersion, cancellationToken) : IcebergTypes.ToSchema(query.Columns);
        var catalog = new ReplacingCatalog(reference.Catalog, loaded.Metadata, Updates(loaded.Metadata, statement, schema));
        if (query is null)
        {
            await catalog.CommitTableAsync(reference.Identifier, [], [], cancellationToken);
            return outcome;
        }
        var table = new Table(catalog.Stage(loaded), catalog, context.Files, context.Time);
        return await InsertCommand.AppendAsync(context, outcome with { Kind = outcome.Kind + " AS SELECT" }, table, query, inputs, cancellationToken);
    }

    private static List<MetadataUpdate> Updates(TableMetadata current, CreateTable statement, Schema schema)
    {
        var kept = new ReplacedSchema(current).Assign(schema);
        var spec = PartitionSpecs.Of(statement.Partitioning, kept);
        var updates = new List<MetadataUpdate>();
        if (statement.Properties.GetInt(TableProperties.FormatVersion, current.FormatVersion) is var version && version > current.FormatVersion)
            updates.Add(new UpgradeFormatVersion(version));
        updates.AddRange(
        [
            new AddSchema(kept),
            new SetCurrentSchema(MetadataUpdate.LastAdded),
            // The table gives the fields their ids.
            new AddSpec(spec with { Fields = [.. spec.Fields.Select(field => field with { FieldId = null })] }),
            new SetDefaultSpec(MetadataUpdate.LastAdded),
            new AddSortOrder(SortOrder.Unsorted),
            new SetDefaultSortOrder(MetadataUpdate.LastAdded),
        ]);
        var properties = statement.Properties.Where(property => !TableProperties.Reserved.Contains(property.Key)).ToDictionary();
        if (properties.Count > 0)
            updates.Add(new SetProperties(properties));
        if (current.Refs.ContainsKey(SnapshotRef.Main))
            updates.Add(new RemoveSnapshotRef(SnapshotRef.Main));
        return updates;
    }
}
