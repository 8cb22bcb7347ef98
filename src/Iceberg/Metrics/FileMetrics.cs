using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Metrics;

/// <summary>Makes the counts and bounds of a <see cref="DataFile"/> from what its writer measured.</summary>
public static class FileMetrics
{
    /// <param name="properties">The table's: they say by column how much is kept (<c>write.metadata.metrics.*</c>).</param>
    /// <exception cref="ArgumentException">A bound is not a value of its column.</exception>
    public static DataFile WithMetrics(this DataFile file, Schema schema, IReadOnlyDictionary<string, string> properties, IEnumerable<ColumnMetrics> columns)
    {
        Dictionary<int, long> sizes = [], values = [], nulls = [], nans = [];
        Dictionary<int, byte[]> lower = [], upper = [];
        foreach (var column in columns)
        {
            var field = schema.FindField(column.FieldId) ?? throw new ArgumentException($"The schema has no field {column.FieldId}.", nameof(columns));
            var mode = MetricsMode.Of(properties, schema.FullName(field.Id)!);
            if (column.SizeInBytes is { } size) sizes[field.Id] = size;
            if (mode.Counts)
            {
                if (column.ValueCount is { } count) values[field.Id] = count;
                if (column.NullCount is { } nullCount) nulls[field.Id] = nullCount;
                if (column.NanCount is { } nanCount && field.Type.Kind is TypeKind.Float or TypeKind.Double) nans[field.Id] = nanCount;
            }
            // Bounds below a list or map say nothing about rows (Java leaves them out as well).
            if (mode.BoundLength == 0 || schema.IsInsideCollection(field.Id)) continue;
            if (Lower(field.Type, column.Min, mode.BoundLength) is { } min) lower[field.Id] = min;
            if (Upper(field.Type, column.Max, mode.BoundLength) is { } max) upper[field.Id] = max;
        }
        return file with
        {
            ColumnSizes = OrNull(sizes),
            ValueCounts = OrNull(values),
            NullValueCounts = OrNull(nulls),
            NanValueCounts = OrNull(nans),
            LowerBounds = OrNull(lower),
            UpperBounds = OrNull(upper),
        };
    }

    /// <summary>The lower bound to store for a smallest value; null where there is none.</summary>
    public static byte[]? Lower(IcebergType type, object? min, int boundLength) =>
        Normalize(min, negativeZero: true) is { } value ? SingleValue.Encode(type, Shortens(type) ? BoundTruncation.Lower(value, boundLength) : value) : null;

    /// <summary>The upper bound to store for a greatest value; null where there is none.</summary>
    public static byte[]? Upper(IcebergType type, object? max, int boundLength) =>
        Normalize(max, negativeZero: false) is { } value && (Shortens(type) ? BoundTruncation.Upper(value, boundLength) : value) is { } bound ? SingleValue.Encode(type, bound) : null;

    private static bool Shortens(IcebergType type) => type.Kind is TypeKind.String or TypeKind.Binary;

    /// <summary>
    /// NaN bounds nothing. A writer that takes the two zeros for equal may have met either of them, so a lower bound of zero is stored as -0.0 and an
    /// upper as 0.0 (specification: -0.0 sorts before 0.0).
    /// </summary>
    private static object? Normalize(object? value, bool negativeZero) => value switch
    {
        double.NaN or float.NaN => null,
        0.0 => negativeZero ? -0.0 : 0.0,
        0.0f => negativeZero ? -0.0f : 0.0f,
        _ => value,
    };

    private static Dictionary<int, T>? OrNull<T>(Dictionary<int, T> map) => map.Count > 0 ? map : null;
}
