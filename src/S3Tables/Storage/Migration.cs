using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Storage;

/// <summary>One numbered, permanent step of the database's shape. Steps are added, never changed.</summary>
public sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>Applies in one transaction each step that the database does not have yet.</summary>
    public static void Apply(SqliteConnection connection, IEnumerable<Migration> migrations)
    {
        connection.Execute("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT");
        var applied = connection.Query("SELECT number FROM migration", row => row.GetInt32(0)).ToHashSet();
        foreach (var migration in migrations.OrderBy(m => m.Number).Where(m => !applied.Contains(m.Number))) Apply(connection, migration);
    }

    private static void Apply(SqliteConnection connection, Migration migration)
    {
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            connection.ExecuteScript(migration.Sql);
            connection.Execute("INSERT INTO migration (number, name) VALUES ($number, $name)", ("$number", migration.Number), ("$name", migration.Name));
            connection.Execute("COMMIT");
        }
        catch
        {
            connection.Execute("ROLLBACK");
            throw;
        }
    }
}
