using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Types;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>A planned scan as DuckDB SQL: one read_parquet for each group of files, columns by field id, deleted rows taken out.</summary>
internal sealed class ScanQuery(DuckDbSession duck, PhysicalSchemas schemas, StatementInputs inputs)
{
    public async Task<string> ToSqlAsync(TableMetadata metadata, ScanPlan plan, ScanColumns columns, CancellationToken cancellationToken)
    {
        var queries = new List<string>();
        foreach (var group in await FileGroups.OfAsync(schemas, metadata, plan, inputs, cancellationToken))
            queries.Add(await GroupAsync(metadata, plan.Schema, group, columns, cancellationToken));
        return queries.Count == 0 ? Empty(plan.Schema, columns) : string.Join("\nUNION ALL ", queries);
    }

    private async Task<string> GroupAsync(TableMetadata metadata, Schema schema, FileGroup group, ScanColumns columns, CancellationToken cancellationToken)
    {
        var deletes = await new DeleteClauses(duck, inputs, metadata).BuildAsync(group, schema, cancellationToken);
        var needsPlace = deletes.Clauses.Count > 0 || columns == ScanColumns.WithRowPlace;
        var dropped = deletes.Fields.Where(field => schema.Fields.All(known => known.Id != field.Id));
        var fields = schema.Fields.Concat(dropped.Select(field => field with { Name = DeleteClauses.HiddenName(field) }))
            .Select(field => PartitionDefaults.Apply(field, group.PartitionDefaults));
        var source = ParquetRead.ToSql([.. fields], [.. group.Files.Select(file => file.Path)], needsPlace, group.Physical);
        var selected = schema.Fields.Select(field => $"d.{Quote.Name(field.Name)}");
        if (columns == ScanColumns.WithRowPlace)
            selected = selected.Append($"d.{RowPlace.File}").Append($"d.{RowPlace.Position}");
        return $"SELECT {string.Join(", ", selected)} FROM ({source}) d{string.Concat(deletes.Clauses.Select(clause => "\n  " + clause))}";
    }

    private static string Empty(Schema schema, ScanColumns columns)
    {
        var selected = schema.Fields.Select(field => $"CAST(NULL AS {IcebergTypes.ToDuckDb(field.Type)}) AS {Quote.Name(field.Name)}");
        if (columns == ScanColumns.WithRowPlace)
            selected = selected.Append($"CAST(NULL AS VARCHAR) AS {RowPlace.File}").Append($"CAST(NULL AS BIGINT) AS {RowPlace.Position}");
        return $"SELECT {string.Join(", ", selected)} WHERE false";
    }
}
