using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Storage;

/// <summary>
/// Keeps a connection's commands, so that a statement is compiled once and not at each use: compiling costs more than most lookups.
/// A connection serves one thread at a time, hence no locks.
/// </summary>
internal sealed class PreparedStatements
{
    /// <summary>Far above the number of statements in the source; statements that are put together at run time must not fill memory.</summary>
    private const int Capacity = 512;

    private static readonly ConditionalWeakTable<SqliteConnection, PreparedStatements> ByConnection = [];

    private readonly Dictionary<string, SqliteCommand> _idle = new(StringComparer.Ordinal);

    public static PreparedStatements Of(SqliteConnection connection) => ByConnection.GetValue(connection, static _ => new PreparedStatements());

    /// <summary>A command for this one use; the same SQL used again before it is returned gets another.</summary>
    public SqliteCommand Rent(SqliteConnection connection, string sql)
    {
        if (_idle.Remove(sql, out var command)) return command;
        command = connection.CreateCommand();
        command.CommandText = sql;
        // Compiled now, it stays so; left to its first use it would be compiled at each. Several statements at once cannot be: later ones may need what earlier ones create.
        if (!sql.Contains(';', StringComparison.Ordinal)) command.Prepare();
        return command;
    }

    public void Return(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (_idle.Count >= Capacity || !_idle.TryAdd(command.CommandText, command)) command.Dispose();
    }

    public void Clear()
    {
        foreach (var command in _idle.Values) command.Dispose();
        _idle.Clear();
    }
}
