using System.Globalization;
using Floe.Engine.Types;
using Floe.Iceberg.Metrics;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Writing;

/// <summary>
/// Reads what COPY with RETURN_STATS tells about the columns of a file. All is text; columns are paths of quoted names
/// (<c>"li"."element"</c>), so that nested columns are found by path and not by name.
/// </summary>
internal static class StatisticsReader
{
    public static IReadOnlyList<ColumnMetrics> Read(Schema schema, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> statistics)
    {
        var metrics = new List<ColumnMetrics>();
        foreach (var (path, field) in Leaves(schema))
            if (statistics.TryGetValue(path, out var column))
                metrics.Add(Read(field, column));
        return metrics;
    }

    private static ColumnMetrics Read(NestedField field, IReadOnlyDictionary<string, string> column)
    {
        var isFloating = field.Type.Kind is TypeKind.Float or TypeKind.Double;
        return new ColumnMetrics(
            field.Id,
            Number(column, "column_size_bytes"),
            Number(column, "num_values"),
            Number(column, "null_count"),
            // DuckDB tells only whether there is a NaN: none is a count, some is not.
            isFloating && column.GetValueOrDefault("has_nan") == "false" ? 0 : null,
            Value(field.Type, column.GetValueOrDefault("min")),
            Value(field.Type, column.GetValueOrDefault("max")));
    }

    private static long? Number(IReadOnlyDictionary<string, string> column, string name) =>
        column.TryGetValue(name, out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    private static object? Value(IcebergType type, string? text) => text is null ? null : type.Kind switch
    {
        // The one type that statistics write in another way than a cast does.
        TypeKind.Boolean => text is "1" or "true",
        TypeKind.Int or TypeKind.Long or TypeKind.Float or TypeKind.Double or TypeKind.Decimal or TypeKind.String or TypeKind.Uuid or TypeKind.Binary or TypeKind.Fixed => SqlText.Parse(type, text),
        TypeKind.Date or TypeKind.Time or TypeKind.Timestamp or TypeKind.TimestampTz or TypeKind.TimestampNs => Temporal(type.Kind, text),
        _ => null,
    };

    /// <summary>Years before 1 or after 9999 are no ISO dates; a column that has them gets no bounds, which is always allowed.</summary>
    private static object? Temporal(TypeKind kind, string text)
    {
        try
        {
            return TimeText.Parse(kind, text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<(string Path, NestedField Field)> Leaves(Schema schema) => schema.Fields.SelectMany(field => Leaves("", field));

    private static IEnumerable<(string Path, NestedField Field)> Leaves(string parent, NestedField field)
    {
        var path = parent + DuckDb.Quote.Name(field.Name);
        return field.Type switch
        {
            StructType structure => structure.Fields.SelectMany(inner => Leaves(path + ".", inner)),
            ListType list => Leaves(path + ".", list.ElementField),
            MapType map => Leaves(path + ".", map.KeyField).Concat(Leaves(path + ".", map.ValueField)),
            _ => [(path, field)],
        };
    }
}
