using System.Collections;
using System.Numerics;
using DuckDB.NET.Data;
using Floe.Engine.Types;

namespace Floe.Engine.Results;

/// <summary>Rows from DuckDB as values of a <see cref="ResultSet"/>.</summary>
internal sealed class ResultReader(IReadOnlyList<DuckType> types)
{
    /// <returns>At most so many rows, and whether there were more.</returns>
    public (IReadOnlyList<IReadOnlyList<object?>> Rows, bool Truncated) Read(DuckDBDataReader reader, int maxRows)
    {
        var rows = new List<IReadOnlyList<object?>>();
        while (reader.Read())
        {
            if (rows.Count == maxRows)
                return (rows, true);
            var row = new object?[types.Count];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : Convert(reader.GetValue(i), types[i]);
            rows.Add(row);
        }
        return (rows, false);
    }

    private static object? Convert(object? value, DuckType type) => (type, value) switch
    {
        (_, null or DBNull) => null,
        (DuckStruct structure, IDictionary fields) => new ResultStruct([.. structure.Fields.Select(field => KeyValuePair.Create(field.Key, Convert(fields[field.Key], field.Value)))]),
        (DuckMap map, IDictionary entries) => new ResultMap([.. Entries(entries).Select(entry => KeyValuePair.Create(Convert(entry.Key, map.Key)!, Convert(entry.Value, map.Value)))]),
        (DuckList list, IEnumerable items and not string) => items.Cast<object?>().Select(item => Convert(item, list.Element)).ToList(),
        (DuckScalar { Name: "TIMESTAMP WITH TIME ZONE" }, DateTime instant) => new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)),
        (_, Stream blob) => Bytes(blob),
        (_, BigInteger number) when number >= long.MinValue && number <= long.MaxValue => (long)number,
        _ => value,
    };

    private static IEnumerable<DictionaryEntry> Entries(IDictionary entries)
    {
        foreach (DictionaryEntry entry in entries)
            yield return entry;
    }

    private static byte[] Bytes(Stream blob)
    {
        using var copy = new MemoryStream();
        blob.CopyTo(copy);
        return copy.ToArray();
    }
}
