namespace Floe.Engine.Syntax;

/// <summary>Spark's typed number literals: <c>10L</c>, <c>5S</c>, <c>1Y</c>, <c>1.5D</c>, <c>1.5F</c>, <c>9.99BD</c>.</summary>
internal static class NumberSuffix
{
    private static readonly (string Suffix, string? DuckDbType)[] Known =
        [("BD", null), ("L", "BIGINT"), ("S", "SMALLINT"), ("Y", "TINYINT"), ("D", "DOUBLE"), ("F", "FLOAT")];

    public static bool IsKnown(string suffix) => Known.Any(known => known.Suffix.Equals(suffix, StringComparison.OrdinalIgnoreCase));

    /// <summary>The literal as DuckDB writes it.</summary>
    public static string ToDuckDb(string number)
    {
        foreach (var (suffix, type) in Known)
        {
            if (!number.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                continue;
            var digits = number[..^suffix.Length];
            return type is null ? digits : $"CAST({digits} AS {type})";
        }
        return number;
    }
}
