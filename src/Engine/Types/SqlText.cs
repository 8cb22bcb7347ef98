using System.Globalization;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Types;

/// <summary>Single values on their way from DuckDB, as text.</summary>
internal static class SqlText
{
    /// <summary>SQL of the text of a value.</summary>
    public static string Of(string expression, IcebergType type) => type.Kind is TypeKind.Binary or TypeKind.Fixed ? $"hex({expression})" : $"CAST({expression} AS VARCHAR)";

    /// <returns>The value as <see cref="IcebergValue"/> says.</returns>
    public static object Parse(IcebergType type, string text) => type.Kind switch
    {
        TypeKind.Boolean => text == "true",
        TypeKind.Int => int.Parse(text, CultureInfo.InvariantCulture),
        TypeKind.Long => long.Parse(text, CultureInfo.InvariantCulture),
        TypeKind.Float => (float)Floating(text),
        TypeKind.Double => Floating(text),
        TypeKind.Decimal => IcebergDecimal.Parse(text).WithScale(((DecimalType)type).Scale),
        TypeKind.String => text,
        TypeKind.Uuid => Guid.Parse(text),
        TypeKind.Binary or TypeKind.Fixed => Convert.FromHexString(text),
        _ => TimeText.Parse(type.Kind, text),
    };

    private static double Floating(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" or "-nan" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
