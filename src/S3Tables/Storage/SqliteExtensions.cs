using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Storage;

/// <summary>Short forms for plain SQL with named parameters.</summary>
public static class SqliteExtensions
{
    public static int Execute(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var statement = new Statement(connection, sql, parameters);
        return statement.Command.ExecuteNonQuery();
    }

    public static T? QueryScalar<T>(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var statement = new Statement(connection, sql, parameters);
        return statement.Command.ExecuteScalar() is T value ? value : default;
    }

    /// <summary>The first row, or the default where there is none.</summary>
    public static T? QueryFirst<T>(this SqliteConnection connection, string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var statement = new Statement(connection, sql, parameters);
        using var reader = statement.Command.ExecuteReader();
        return reader.Read() ? map(reader) : default;
    }

    public static List<T> Query<T>(this SqliteConnection connection, string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var statement = new Statement(connection, sql, parameters);
        using var reader = statement.Command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(map(reader));
        return rows;
    }

    public static string? GetStringOrNull(this SqliteDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    internal static void Close(this SqliteConnection connection, bool discardStatements)
    {
        if (discardStatements) PreparedStatements.Of(connection).Clear();
        connection.Dispose();
    }

    /// <summary>One use of a prepared statement.</summary>
    private readonly ref struct Statement
    {
        private readonly PreparedStatements _statements;

        public Statement(SqliteConnection connection, string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
        {
            _statements = PreparedStatements.Of(connection);
            Command = _statements.Rent(connection, sql);
            foreach (var (name, value) in parameters) Command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        public SqliteCommand Command { get; }

        public void Dispose() => _statements.Return(Command);
    }
}
