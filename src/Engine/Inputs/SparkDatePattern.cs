using System.Text;

namespace Floe.Engine.Inputs;

/// <summary>Date patterns: Spark's <c>yyyy-MM-dd HH:mm:ss</c> as DuckDB's <c>%Y-%m-%d %H:%M:%S</c>.</summary>
internal static class SparkDatePattern
{
    /// <exception cref="FormatException">A letter of the pattern has no counterpart.</exception>
    public static string ToDuckDb(string pattern)
    {
        var format = new StringBuilder();
        for (var i = 0; i < pattern.Length;)
        {
            var c = pattern[i];
            if (c == '\'')
            {
                var end = pattern.IndexOf('\'', i + 1);
                if (end < 0)
                    throw new FormatException("a quote is not closed");
                format.Append(end == i + 1 ? "'" : Literal(pattern[(i + 1)..end]));
                i = end + 1;
                continue;
            }
            var run = 1;
            while (i + run < pattern.Length && pattern[i + run] == c)
                run++;
            format.Append(char.IsAsciiLetter(c) ? Field(c, run) : Literal(new string(c, run)));
            i += run;
        }
        return format.ToString();
    }

    private static string Literal(string text) => text.Replace("%", "%%", StringComparison.Ordinal);

    private static string Field(char letter, int run) => (letter, run) switch
    {
        ('y' or 'u', 4) => "%Y",
        ('y' or 'u', 2) => "%y",
        ('M' or 'L', 1) => "%-m",
        ('M' or 'L', 2) => "%m",
        ('M' or 'L', 3) => "%b",
        ('M' or 'L', 4) => "%B",
        ('d', 1) => "%-d",
        ('d', 2) => "%d",
        ('H', 1) => "%-H",
        ('H', 2) => "%H",
        ('h', 1) => "%-I",
        ('h', 2) => "%I",
        ('m', 1) => "%-M",
        ('m', 2) => "%M",
        ('s', 1) => "%-S",
        ('s', 2) => "%S",
        ('S', 3) => "%g",
        ('S', 6) => "%f",
        ('S', 9) => "%n",
        ('a', 1) => "%p",
        ('E', <= 3) => "%a",
        ('E', 4) => "%A",
        ('X' or 'x' or 'Z', _) => "%z",
        _ => throw new FormatException($"'{new string(letter, run)}' has no counterpart"),
    };
}
