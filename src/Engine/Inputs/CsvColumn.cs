using Floe.Engine.DuckDb;
using Floe.Engine.Syntax;
using Floe.Engine.Types;

namespace Floe.Engine.Inputs;

/// <summary>One column of a CSV view.</summary>
/// <param name="Name">As the view shows it.</param>
/// <param name="Type">As the view shows it.</param>
/// <param name="ReadAs">What DuckDB's CSV reader is told: only types whose bad values it rejects rather than turns to NULL.</param>
/// <param name="Projection">From what is read to what is shown.</param>
internal sealed record CsvColumn(string Name, DuckType Type, DuckType ReadAs, string Projection)
{
    public static CsvColumn Of(ColumnSyntax column, CsvDialect dialect)
    {
        var type = SparkTypes.ToDuckDb(column.Type);
        return type is DuckList or DuckMap or DuckStruct
            ? throw new SqlError($"Column '{column.Name}': a CSV file has no nested values. Declare it as STRING.", column.Position)
            : Of(column.Name, type, dialect);
    }

    public static CsvColumn Of(string name, DuckType type, CsvDialect dialect)
    {
        var quoted = Quote.Name(name);
        if (type == DuckTypes.TimestampTz)
            return dialect.TimestampFormat is null
                ? new CsvColumn(name, type, DuckTypes.Text, $"{Instant(name, quoted)} AS {quoted}")
                : new CsvColumn(name, type, DuckTypes.Timestamp, $"CAST({quoted} AS TIMESTAMPTZ) AS {quoted}");
        // Spark takes the bytes of the text.
        if (type == DuckTypes.Blob)
            return new CsvColumn(name, type, DuckTypes.Text, $"encode({quoted}) AS {quoted}");
        return new CsvColumn(name, type, type, quoted);
    }

    public static string Declare(IEnumerable<CsvColumn> columns) =>
        "{" + string.Join(", ", columns.Select(column => $"{Quote.Text(column.Name)}: {Quote.Text(column.ReadAs.ToString()!)}")) + "}";

    /// <summary>
    /// DuckDB's CSV reader makes a NULL of a TIMESTAMP WITH TIME ZONE that it cannot read, and drops the offset where it is told TIMESTAMP. So the text is
    /// cast here, and what cannot be cast fails the statement, whatever number of rejected rows is allowed.
    /// </summary>
    private static string Instant(string name, string quoted)
    {
        var told = $"filename || {Quote.Text($": column '{name}': '")} || {quoted} || {Quote.Text("' is not of type timestamp")}";
        return $"CASE WHEN {quoted} IS NOT NULL THEN coalesce(TRY_CAST({quoted} AS TIMESTAMPTZ), error({told})) END";
    }
}
