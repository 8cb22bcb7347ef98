using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Floe.S3Tables.Storage;

/// <summary>
/// One compiled statement, driven through SQLite's own interface: the provider's command and reader cost several times what a lookup by primary key does.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int MaxOnStack = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly string[] _names;

    private Statement(sqlite3 database, sqlite3_stmt statement, string sql)
    {
        (_database, _statement, Sql) = (database, statement, sql);
        _names = new string[raw.sqlite3_bind_parameter_count(statement)];
        for (var i = 0; i < _names.Length; i++) _names[i] = raw.sqlite3_bind_parameter_name(statement, i + 1).utf8_to_string();
    }

    public string Sql { get; }

    public SqlRow Row => new(_statement);

    /// <exception cref="SqliteException">The SQL is not valid.</exception>
    public static Statement Compile(SqliteConnection connection, string sql)
    {
        var database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement), database);
        return new Statement(database, statement, sql);
    }

    public void Bind(string name, SqlValue value)
    {
        var index = Array.IndexOf(_names, name) + 1;
        if (index == 0) throw new ArgumentException($"The statement has no parameter {name}: {Sql}", nameof(name));
        var result = value.Type switch
        {
            SqlType.Integer => raw.sqlite3_bind_int64(_statement, index, value.Number),
            SqlType.Text => BindText(index, value.Text!),
            // An empty span has no address, which SQLite takes for null.
            SqlType.Blob => value.Bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, index, 0) : raw.sqlite3_bind_blob(_statement, index, value.Bytes.Span),
            _ => raw.sqlite3_bind_null(_statement, index),
        };
        SqliteException.ThrowExceptionForRC(result, _database);
    }

    /// <summary>Goes on to the next row; false after the last.</summary>
    /// <exception cref="SqliteException">What the statement does is refused, or the disk is full or fails.</exception>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(result, _database);
        return false;
    }

    /// <summary>How many rows the statement has changed.</summary>
    public int Changes() => raw.sqlite3_changes(_database);

    /// <summary>Back to before the first row, for another value of some parameter; the others stay.</summary>
    public void Rewind() => _ = raw.sqlite3_reset(_statement);

    /// <summary>Ready for its next use. What failed in this one has been said by <see cref="Step"/>.</summary>
    public void Reset()
    {
        _ = raw.sqlite3_reset(_statement);
        _ = raw.sqlite3_clear_bindings(_statement);
    }

    public void Dispose() => _statement.Dispose();

    private int BindText(int index, string text)
    {
        if (text.Length == 0) return raw.sqlite3_bind_text(_statement, index, "");
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = size > MaxOnStack ? ArrayPool<byte>.Shared.Rent(size) : null;
        var buffer = rented ?? stackalloc byte[MaxOnStack];
        var result = raw.sqlite3_bind_text(_statement, index, buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return result;
    }
}
