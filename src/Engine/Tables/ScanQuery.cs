using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Types;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>A planned scan as DuckDB SQL: one read_parquet for each group of files, columns by field id, deleted rows taken out.</summary>
internal sealed class ScanQuery(ScanServices services, StatementInputs inputs)
{
    public async Task<string> ToSqlAsync(TableMetadata metadata, ScanPlan plan, ScanColumns columns, CancellationToken cancellationToken)
    {
        var queries = new List<string>();
        foreach (var group in await FileGroups.OfAsync(services.Schemas, metadata, plan, inputs, cancellationToken))
            queries.Add(await GroupAsync(metadata, plan.Schema, group, columns, cancellationToken));
        return queries.Count == 0 ? Empty(plan.Schema, columns) : string.Join("\nUNION ALL ", queries);
    }

    private async Task<string> GroupAsync(TableMetadata metadata, Schema schema, FileGroup group, ScanColumns columns, CancellationToken cancellationToken)
    {
        var facts = new FileFacts(services.Numbers, metadata, group.Files);
        var deletes = await new DeleteClauses(services, inputs, metadata).BuildAsync(group, facts, schema, cancellationToken);
        var dropped = deletes.Fields.Where(field => schema.Fields.All(known => known.Id != field.Id));
        var lineage = (columns & (ScanColumns.WithLineage | ScanColumns.WithMetadata)) != 0 ? RowLineage.Fields : [];
        var fields = schema.Fields.Concat(dropped.Select(field => field with { Name = DeleteClauses.HiddenName(field) })).Concat(lineage)
            .Select(field => PartitionDefaults.Apply(field, group.PartitionDefaults));
        var withPlace = deletes.NeedPlace || columns != ScanColumns.Plain;
        var rows = group.Files.Sum(file => file.Task.File.RecordCount);
        var source = ParquetRead.ToSql([.. fields], [.. group.Files.Select(file => file.Path)], withPlace, group.Physical, rows);
        var selected = schema.Fields.Select(field => $"d.{Quote.Name(field.Name)}").Concat(Extra(columns, facts));
        return $"SELECT {string.Join(", ", selected)} FROM ({source}) d{string.Concat(deletes.Clauses.Select(clause => "\n  " + clause))}";
    }

    private static IEnumerable<string> Extra(ScanColumns columns, FileFacts facts)
    {
        if (columns.HasFlag(ScanColumns.WithRowPlace))
        {
            yield return $"{facts.Number} AS {RowPlace.File}";
            yield return $"d.{RowPlace.Position}";
        }
        var more = columns.HasFlag(ScanColumns.WithLineage) ? RowLineage.Select(facts) : columns.HasFlag(ScanColumns.WithMetadata) ? MetadataColumns.Select(facts) : [];
        foreach (var column in more)
            yield return column;
    }

    private static string Empty(Schema schema, ScanColumns columns)
    {
        var fields = columns.HasFlag(ScanColumns.WithLineage) ? RowLineage.Fields : columns.HasFlag(ScanColumns.WithMetadata) ? MetadataColumns.Fields : [];
        var selected = schema.Fields.Concat(fields).Select(field => $"CAST(NULL AS {IcebergTypes.ToDuckDb(field.Type)}) AS {Quote.Name(field.Name)}");
        if (columns.HasFlag(ScanColumns.WithRowPlace))
            selected = selected.Append($"CAST(NULL AS INTEGER) AS {RowPlace.File}").Append($"CAST(NULL AS BIGINT) AS {RowPlace.Position}");
        return $"SELECT {string.Join(", ", selected)} WHERE false";
    }
}
