using Floe.Engine.DuckDb;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Types;

namespace Floe.Engine.Inputs;

/// <summary>The files of a CSV view and how DuckDB is to read them.</summary>
internal sealed record CsvSource(CreateFileView View, CsvDialect Dialect, IReadOnlyList<string> Paths, string Compression)
{
    /// <summary>Arguments of read_csv that are the same whatever is read.</summary>
    public string Arguments
    {
        get
        {
            var arguments = new List<string>
            {
                $"delim = {Quote.Text(Dialect.Separator)}",
                $"quote = {Quote.Text(Dialect.Quote)}",
                $"escape = {Quote.Text(Dialect.Escape)}",
                $"nullstr = {Quote.Text(Dialect.NullValue)}",
                // A quoted empty string is an empty string, an unquoted one is NULL, as in Spark.
                "allow_quoted_nulls = false",
                $"compression = {Quote.Text(Compression)}",
            };
            if (Dialect.DateFormat is { } date)
                arguments.Add($"dateformat = {Quote.Text(date)}");
            if (Dialect.TimestampFormat is { } timestamp)
                arguments.Add($"timestampformat = {Quote.Text(timestamp)}");
            if (Dialect.Comment is { } comment)
                arguments.Add($"comment = {Quote.Text(comment)}");
            return string.Join(", ", arguments);
        }
    }

    /// <summary>The fields of a file's first row as they stand; empty for a file without rows.</summary>
    public async Task<IReadOnlyList<string>> ReadFirstRowAsync(string path, DuckDbSession duck, CancellationToken cancellationToken)
    {
        // One column with a separator that no text holds gives the line whole, quotes included.
        var lines = await duck.QueryAsync(
            $"SELECT line FROM read_csv({Quote.Text(path)}, auto_detect = false, header = false, delim = {Quote.Text("\u0001")}, quote = '', escape = '', columns = {{'line': 'VARCHAR'}}, compression = {Quote.Text(Compression)}, ignore_errors = true) LIMIT 1",
            reader => reader.IsDBNull(0) ? "" : reader.GetString(0),
            cancellationToken);
        return lines is [var line] ? CsvHeader.Split(line.TrimStart('\uFEFF'), Dialect) : [];
    }

    /// <summary>
    /// Columns that the view does not declare: named by the header or <c>_c0</c>, <c>_c1</c>...; strings, or with inferSchema what DuckDB makes of the
    /// first rows of the files.
    /// </summary>
    public async Task<IReadOnlyList<CsvColumn>> FindColumnsAsync(bool inferSchema, DuckDbSession duck, CancellationToken cancellationToken)
    {
        var first = await ReadFirstRowAsync(Paths[0], duck, cancellationToken);
        var names = first.Select((name, i) => Dialect.Header && name.Length > 0 ? name : $"_c{i}").ToList();
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count)
            throw new Syntax.SqlError($"View '{View.Name}': the header names a column twice. Declare the columns in the view.", View.Position);
        if (!inferSchema || names.Count == 0)
            return [.. names.Select(name => CsvColumn.Of(name, DuckTypes.Text, Dialect))];
        var described = await duck.QueryAsync(
            $"DESCRIBE SELECT * FROM read_csv({Quote.List(Paths)}, auto_detect = true, header = {(Dialect.Header ? "true" : "false")}, names = {Quote.List(names)}, {Arguments}, ignore_errors = true)",
            reader => DuckTypeParser.Parse(reader.GetString(1)),
            cancellationToken);
        return [.. names.Zip(described, (name, type) => CsvColumn.Of(name, type, Dialect))];
    }
}
