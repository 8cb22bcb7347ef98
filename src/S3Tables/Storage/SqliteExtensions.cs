using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Floe.S3Tables.Storage;

/// <summary>Short forms for plain SQL with named parameters.</summary>
public static class SqliteExtensions
{
    /// <returns>How many rows were changed, of a statement that changes rows.</returns>
    public static int Execute(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, SqlValue Value)> parameters)
    {
        using var use = new StatementUse(connection, sql, parameters);
        while (use.Statement.Step())
        {
            // Rows of a PRAGMA, which nobody asked for.
        }
        return use.Statement.Changes();
    }

    /// <summary>Runs several statements, one after the other.</summary>
    public static void ExecuteScript(this SqliteConnection connection, string sql) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(connection.Handle, sql), connection.Handle);

    /// <summary>The first column of the first row, a long or a string; the default where there is no row, or it is null.</summary>
    public static T? QueryScalar<T>(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, SqlValue Value)> parameters) =>
        connection.QueryFirst(sql, static row => row.IsDBNull(0) ? default : row.Get<T>(0), parameters);

    /// <summary>The first row, or the default where there is none.</summary>
    public static T? QueryFirst<T>(this SqliteConnection connection, string sql, Func<SqlRow, T> map, params ReadOnlySpan<(string Name, SqlValue Value)> parameters)
    {
        using var use = new StatementUse(connection, sql, parameters);
        return use.Statement.Step() ? map(use.Statement.Row) : default;
    }

    public static List<T> Query<T>(this SqliteConnection connection, string sql, Func<SqlRow, T> map, params ReadOnlySpan<(string Name, SqlValue Value)> parameters)
    {
        using var use = new StatementUse(connection, sql, parameters);
        var rows = new List<T>();
        while (use.Statement.Step()) rows.Add(map(use.Statement.Row));
        return rows;
    }

    internal static void Close(this SqliteConnection connection, bool discardStatements)
    {
        if (discardStatements) PreparedStatements.Of(connection).Clear();
        connection.Dispose();
    }
}
