using System.Globalization;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>A single Iceberg value as text that DuckDB casts to the value's type.</summary>
internal static class ValueText
{
    public static string ForCast(IcebergType type, object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        byte[] bytes => string.Concat(bytes.Select(b => @"\x" + b.ToString("X2", CultureInfo.InvariantCulture))),
        double number => Floating(number),
        float number => Floating(number),
        int or long when type.Kind is TypeKind.Date or TypeKind.Time or TypeKind.Timestamp or TypeKind.TimestampTz or TypeKind.TimestampNs or TypeKind.TimestampTzNs =>
            TimeText.Format(type.Kind, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Floating(double number) => number switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => number.ToString("R", CultureInfo.InvariantCulture),
    };
}
