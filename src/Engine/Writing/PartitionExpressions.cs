using System.Globalization;
using Floe.Engine.Syntax;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Writing;

/// <summary>Partition transforms as DuckDB SQL, over columns of the table's own types. Rows are grouped by them into files.</summary>
internal static class PartitionExpressions
{
    /// <summary>SQL of a partition field's value; DuckDB works in UTC, so timestamps with and without zone are cut alike.</summary>
    public static string Of(Transform transform, NestedField source, string column) => (transform, source.Type.Kind) switch
    {
        (IdentityTransform, TypeKind.Binary) => $"hex({column})",
        // The text tells zeros of either sign apart, as partitions are; as numbers they are equal.
        (IdentityTransform, TypeKind.Float or TypeKind.Double) => $"CAST({column} AS VARCHAR)",
        (IdentityTransform, _) => column,
        (VoidTransform, _) => "NULL",
        (TruncateTransform t, TypeKind.Int or TypeKind.Long) => Truncated(column, t.Width),
        (TruncateTransform t, TypeKind.String) => $"left({column}, {Number(t.Width)})",
        (TruncateTransform t, TypeKind.Decimal) => TruncatedDecimal(column, (DecimalType)source.Type, t.Width),
        (TruncateTransform t, TypeKind.Binary) => $"left(hex({column}), {Number(t.Width * 2)})",
        (YearTransform, _) => $"CAST(date_diff('year', {Epoch(source)}, {column}) AS INTEGER)",
        (MonthTransform, _) => $"CAST(date_diff('month', {Epoch(source)}, {column}) AS INTEGER)",
        (DayTransform, _) => $"CAST(date_diff('day', {Epoch(source)}, {column}) AS INTEGER)",
        (HourTransform, _) => $"CAST(date_diff('hour', {Epoch(source)}, {column}) AS INTEGER)",
        (BucketTransform b, _) => BucketFunction.Call(source, column, b.Buckets),
        _ => throw NotWritable(transform, source),
    };

    private static SqlError NotWritable(Transform transform, NestedField source) =>
        new($"Tables partitioned by {transform} of column '{source.Name}' ({source.Type}) cannot be written by the embedded engine. Use the Spark engine.");

    private static string Epoch(NestedField source) => source.Type.Kind switch
    {
        TypeKind.Date => "DATE '1970-01-01'",
        TypeKind.TimestampTz => "TIMESTAMPTZ '1970-01-01 00:00:00+00'",
        _ => "TIMESTAMP '1970-01-01'",
    };

    private static string Truncated(string column, int width) => $"({column} - (({column} % {Number(width)}) + {Number(width)}) % {Number(width)})";

    /// <summary>The width counts in units of the last digit.</summary>
    private static string TruncatedDecimal(string column, DecimalType type, int width)
    {
        var step = new IcebergDecimal(width, type.Scale).ToString();
        return $"({column} - (({column} % {step}) + {step}) % {step})";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
