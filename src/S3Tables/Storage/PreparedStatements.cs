using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Storage;

/// <summary>
/// Keeps a connection's statements, so that each is compiled once and not at each use: compiling costs more than most lookups.
/// A connection serves one thread at a time, hence no locks.
/// </summary>
internal sealed class PreparedStatements
{
    /// <summary>Far above the number of statements in the source; statements that are put together at run time must not fill memory.</summary>
    private const int Capacity = 512;

    private static readonly ConditionalWeakTable<SqliteConnection, PreparedStatements> ByConnection = [];

    private readonly Dictionary<string, Statement> _idle = new(StringComparer.Ordinal);

    public static PreparedStatements Of(SqliteConnection connection) => ByConnection.GetValue(connection, static _ => new PreparedStatements());

    /// <summary>A statement for this one use; the same SQL used again before it is returned gets another.</summary>
    public Statement Rent(SqliteConnection connection, string sql) => _idle.Remove(sql, out var statement) ? statement : Statement.Compile(connection, sql);

    public void Return(Statement statement)
    {
        statement.Reset();
        if (_idle.Count >= Capacity || !_idle.TryAdd(statement.Sql, statement)) statement.Dispose();
    }

    public void Clear()
    {
        foreach (var statement in _idle.Values) statement.Dispose();
        _idle.Clear();
    }
}
