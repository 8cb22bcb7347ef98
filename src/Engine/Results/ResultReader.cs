using System.Numerics;
using DuckDB.NET.Data;
using Floe.Engine.Queries;
using Floe.Engine.Types;

namespace Floe.Engine.Results;

/// <summary>
/// Rows from DuckDB as values of a <see cref="ResultSet"/>. Types that the driver cannot hand over whole (nested ones with nulls in them, decimals of
/// more than 28 digits, intervals) come as text and are read from it.
/// </summary>
internal sealed class ResultReader(BoundQuery query)
{
    private readonly IReadOnlyList<DuckType> _types = [.. query.Columns.Select(column => column.Value)];

    /// <summary>The query with such columns as text.</summary>
    public string Sql => _types.All(IsDirect)
        ? query.Sql
        : $"SELECT {string.Join(", ", _types.Select((type, i) => IsDirect(type) ? $"c{i}" : TextValues.ToText($"c{i}", type)))} FROM ({query.Sql}) AS q({string.Join(", ", _types.Select((_, i) => $"c{i}"))})";

    /// <returns>At most so many rows, and whether there were more.</returns>
    public (IReadOnlyList<IReadOnlyList<object?>> Rows, bool Truncated) Read(DuckDBDataReader reader, int maxRows)
    {
        var rows = new List<IReadOnlyList<object?>>();
        foreach (var row in Rows(reader))
        {
            if (rows.Count == maxRows)
                return (rows, true);
            rows.Add(row);
        }
        return (rows, false);
    }

    /// <summary>One row after the other, as DuckDB makes them.</summary>
    public IEnumerable<IReadOnlyList<object?>> Rows(DuckDBDataReader reader)
    {
        while (reader.Read())
        {
            var row = new object?[_types.Count];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : IsDirect(_types[i]) ? Direct(reader.GetValue(i), _types[i]) : TextValues.FromText(reader.GetString(i), _types[i]);
            yield return row;
        }
    }

    private static bool IsDirect(DuckType type) => type switch
    {
        DuckDecimal { Precision: <= 28 } => true,
        DuckScalar scalar => DuckTypes.IsNumeric(type) || scalar.Name is "BOOLEAN" or "VARCHAR" or "BLOB" or "DATE" or "TIME" or "TIMESTAMP" or "TIMESTAMP WITH TIME ZONE" or "UUID" or "\"NULL\"",
        _ => false,
    };

    private static object Direct(object value, DuckType type) => value switch
    {
        DateTime instant when type == DuckTypes.TimestampTz => new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)),
        BigInteger number when number >= long.MinValue && number <= long.MaxValue => (long)number,
        Stream blob => Bytes(blob),
        _ => value,
    };

    private static byte[] Bytes(Stream blob)
    {
        using var copy = new MemoryStream();
        blob.CopyTo(copy);
        return copy.ToArray();
    }
}
