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
    public static CsvColumn Of(ColumnSyntax column)
    {
        var type = SparkTypes.ToDuckDb(column.Type);
        return type is DuckList or DuckMap or DuckStruct
            ? throw new SqlError($"Column '{column.Name}': a CSV file has no nested values. Declare it as STRING.", column.Position)
            : Of(column.Name, type);
    }

    public static CsvColumn Of(string name, DuckType type)
    {
        var quoted = Quote.Name(name);
        // A TIMESTAMP WITH TIME ZONE that cannot be read becomes NULL without a reject; a TIMESTAMP is rejected, and reads offsets as well.
        if (type == DuckTypes.TimestampTz)
            return new CsvColumn(name, type, DuckTypes.Timestamp, $"CAST({quoted} AS TIMESTAMPTZ) AS {quoted}");
        // Spark takes the bytes of the text.
        if (type == DuckTypes.Blob)
            return new CsvColumn(name, type, DuckTypes.Text, $"encode({quoted}) AS {quoted}");
        return new CsvColumn(name, type, type, quoted);
    }

    public static string Declare(IEnumerable<CsvColumn> columns) =>
        "{" + string.Join(", ", columns.Select(column => $"{Quote.Text(column.Name)}: {Quote.Text(column.ReadAs.ToString()!)}")) + "}";
}
