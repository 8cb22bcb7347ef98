using System.Globalization;

namespace Floe.Engine.DuckDb;

/// <summary>Text on its way into DuckDB SQL.</summary>
internal static class Quote
{
    public static string Name(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public static string Name(params ReadOnlySpan<string> parts)
    {
        var quoted = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            quoted[i] = Name(parts[i]);
        return string.Join('.', quoted);
    }

    public static string Text(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    public static string List(IEnumerable<string> texts) => "[" + string.Join(", ", texts.Select(Text)) + "]";

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
