using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Storage;

/// <summary>One use of a prepared statement: taken and bound, and put back for the next.</summary>
internal readonly ref struct StatementUse
{
    private readonly PreparedStatements _statements;

    public StatementUse(SqliteConnection connection, string sql, ReadOnlySpan<(string Name, SqlValue Value)> parameters)
    {
        _statements = PreparedStatements.Of(connection);
        Statement = _statements.Rent(connection, sql);
        foreach (var (name, value) in parameters) Statement.Bind(name, value);
    }

    public Statement Statement { get; }

    public void Dispose() => _statements.Return(Statement);
}
