using System.Text;
using SQLitePCL;

namespace Floe.S3Tables.Storage;

/// <summary>The row a query stands at; it is valid only while the row is mapped.</summary>
public readonly struct SqlRow
{
    private readonly sqlite3_stmt _statement;

    internal SqlRow(sqlite3_stmt statement) => _statement = statement;

    public bool IsDBNull(int ordinal) => raw.sqlite3_column_type(_statement, ordinal) == raw.SQLITE_NULL;

    public long GetInt64(int ordinal) => raw.sqlite3_column_int64(_statement, ordinal);

    public long? GetInt64OrNull(int ordinal) => IsDBNull(ordinal) ? null : GetInt64(ordinal);

    public int GetInt32(int ordinal) => checked((int)GetInt64(ordinal));

    /// <summary>By its length: keys may hold NUL, where C's strings end.</summary>
    public string GetString(int ordinal) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(_statement, ordinal));

    public string? GetStringOrNull(int ordinal) => IsDBNull(ordinal) ? null : GetString(ordinal);

    public byte[] GetBytes(int ordinal) => raw.sqlite3_column_blob(_statement, ordinal).ToArray();

    internal T Get<T>(int ordinal)
    {
        if (typeof(T) == typeof(long)) return (T)(object)GetInt64(ordinal);
        if (typeof(T) == typeof(string)) return (T)(object)GetString(ordinal);
        throw new NotSupportedException($"A column is read as a long or a string, not as {typeof(T).Name}.");
    }
}
