using Floe.Engine.DuckDb;
using Floe.Engine.Types;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>Reads columns of Parquet files by Iceberg field id.</summary>
internal static class ParquetRead
{
    /// <param name="withPlace">Also give each row's file and position, see <see cref="RowPlace"/>.</param>
    /// <param name="physical">The files' own schema where DuckDB's mapping is not enough, see <see cref="PhysicalSchemas"/>.</param>
    /// <param name="rows">How many rows the files have, where that is known: without it DuckDB plans joins as if there were none.</param>
    public static string ToSql(IReadOnlyList<NestedField> fields, IReadOnlyList<string> paths, bool withPlace, PhysicalColumn? physical = null, long? rows = null)
    {
        var place = withPlace ? $", CAST(file_index AS INTEGER) AS {RowPlace.Index}, file_row_number AS {RowPlace.Position}" : "";
        var options = withPlace ? ", file_row_number = true" : "";
        if (rows is { } count)
            options += $", explicit_cardinality = {Quote.Number(count)}";
        if (physical is not null)
        {
            var projection = new PhysicalProjection();
            return $"SELECT {string.Join(", ", fields.Select(field => projection.Column(field, physical)))}{place} FROM read_parquet({Quote.List(paths)}{options})";
        }
        var stored = fields.Where(field => field.Type.Kind != TypeKind.Unknown);
        return $"SELECT {string.Join(", ", fields.Select(Column))}{place} FROM read_parquet({Quote.List(paths)}, schema = {FieldMap.Of(stored)}{options})";
    }

    /// <summary>A column of type unknown (v3) is not stored: all its values are null.</summary>
    private static string Column(NestedField field) => field.Type.Kind == TypeKind.Unknown
        ? $"CAST(NULL AS {IcebergTypes.ToDuckDb(field.Type)}) AS {Quote.Name(field.Name)}"
        : Quote.Name(field.Name);
}
