using System.Text;

namespace Floe.Engine.Inputs;

/// <summary>The first row of a CSV file. Declared columns are matched by position, as Spark does with enforceSchema; the names are only compared.</summary>
internal static class CsvHeader
{
    public static IEnumerable<string> Check(IReadOnlyList<string> header, IReadOnlyList<CsvColumn> columns, string location)
    {
        if (header.Count == 0)
            yield break;
        if (header.Count != columns.Count)
        {
            yield return $"the header of {location} has {header.Count} columns, the view declares {columns.Count}";
            yield break;
        }
        var differing = header.Zip(columns).Where(pair => !pair.First.Trim().Equals(pair.Second.Name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (differing.Count > 0)
            yield return $"the header of {location} names {string.Join(", ", differing.Select(pair => $"'{pair.First}' where the view declares '{pair.Second.Name}'"))}; columns are taken by position";
    }

    public static IReadOnlyList<string> Split(string line, CsvDialect dialect)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var isQuote = dialect.Quote.Length > 0 && line[i] == dialect.Quote[0];
            if (quoted && isQuote && i + 1 < line.Length && line[i + 1] == line[i])
                field.Append(line[i++]);
            else if (isQuote)
                quoted = !quoted;
            else if (!quoted && string.CompareOrdinal(line, i, dialect.Separator, 0, dialect.Separator.Length) == 0)
            {
                fields.Add(field.ToString());
                field.Clear();
                i += dialect.Separator.Length - 1;
            }
            else
                field.Append(line[i]);
        }
        fields.Add(field.ToString().TrimEnd('\r'));
        return fields;
    }
}
