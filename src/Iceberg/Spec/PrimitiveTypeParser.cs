using System.Globalization;

namespace Floe.Iceberg.Spec;

internal static class PrimitiveTypeParser
{
    public static PrimitiveType Parse(string text)
    {
        if (PrimitiveType.Plain.TryGetValue(text, out var plain)) return plain;

        var open = text.IndexOfAny(['(', '[']);
        var name = (open < 0 ? text : text[..open]).Trim().ToLowerInvariant();
        var arguments = open < 0 ? [] : Arguments(text, open);
        return (name, arguments) switch
        {
            ("decimal", [var p, var s]) => Decimal(text, Number(text, p), Number(text, s)),
            ("fixed", [var length]) when Number(text, length) > 0 => new FixedType(Number(text, length)),
            ("geometry", []) => new GeometryType(),
            ("geometry", [var crs]) => new GeometryType(crs),
            ("geography", []) => new GeographyType(),
            ("geography", [var crs]) => new GeographyType(crs),
            ("geography", [var crs, var algorithm]) => new GeographyType(crs, algorithm),
            _ => throw new FormatException($"'{text}' is not a type of the Iceberg specification."),
        };
    }

    private static DecimalType Decimal(string text, int precision, int scale) =>
        precision is >= 1 and <= DecimalType.MaxPrecision && scale >= 0 && scale <= precision
            ? new DecimalType(precision, scale)
            : throw new FormatException($"'{text}': the precision is 1 to {DecimalType.MaxPrecision} and the scale 0 to the precision.");

    private static string[] Arguments(string text, int open)
    {
        var close = text[open] == '(' ? ')' : ']';
        if (!text.EndsWith(close)) throw new FormatException($"'{text}': '{close}' is missing at the end.");
        return text[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private static int Number(string text, string argument) =>
        int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{text}': '{argument}' is not a number.");
}
