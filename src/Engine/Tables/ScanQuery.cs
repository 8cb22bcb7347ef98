using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Syntax;
using Floe.Engine.Types;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>A planned scan as DuckDB SQL: one read_parquet for all files that the same deletes apply to, columns by field id.</summary>
internal sealed class ScanQuery(DuckDbSession duck, StatementInputs inputs)
{
    public async Task<string> ToSqlAsync(TableMetadata metadata, ScanPlan plan, ScanColumns columns, CancellationToken cancellationToken)
    {
        var groups = new List<string>();
        foreach (var group in plan.Files.GroupBy(task => task.Deletes, SameDeletes.Instance))
            groups.Add(await GroupAsync(metadata, plan.Schema, [.. group], columns, cancellationToken));
        return groups.Count == 0 ? Empty(plan.Schema, columns) : string.Join("\nUNION ALL ", groups);
    }

    private async Task<string> GroupAsync(
        TableMetadata metadata, Schema schema, IReadOnlyList<FileScanTask> tasks, ScanColumns columns, CancellationToken cancellationToken)
    {
        foreach (var task in tasks.Where(task => task.File.Format != FileFormat.Parquet))
            throw new SqlError($"The data file {task.File.Path} is {task.File.Format}; the embedded engine reads Parquet only. Use the Spark engine for this table.");
        var paths = new List<(string Location, string Path)>();
        foreach (var task in tasks)
            paths.Add((task.File.Path, (await inputs.OpenAsync(task.File.Path, cancellationToken)).Path));

        var deletes = await new DeleteClauses(duck, inputs, metadata).BuildAsync(tasks[0].Deletes, paths, schema, cancellationToken);
        var hidden = deletes.Fields.Where(field => schema.Fields.All(known => known.Id != field.Id));
        var needsPlace = deletes.Clauses.Count > 0 || columns == ScanColumns.WithRowPlace;
        var fields = schema.Fields.Concat(hidden.Select(field => field with { Name = DeleteClauses.HiddenName(field) })).ToList();
        var source = ParquetRead.ToSql(fields, [.. paths.Select(file => file.Path)], needsPlace);
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

    private sealed class SameDeletes : IEqualityComparer<IReadOnlyList<DataFile>>
    {
        public static readonly SameDeletes Instance = new();

        public bool Equals(IReadOnlyList<DataFile>? x, IReadOnlyList<DataFile>? y) =>
            x is not null && y is not null && x.Select(file => file.Key).SequenceEqual(y.Select(file => file.Key));

        public int GetHashCode(IReadOnlyList<DataFile> obj) => obj.Aggregate(17, (hash, file) => HashCode.Combine(hash, file.Key));
    }
}
