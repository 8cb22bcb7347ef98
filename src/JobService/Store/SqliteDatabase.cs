using Floe.JobService.Jobs;
using Floe.ServiceDefaults.Startup;
using Microsoft.Data.Sqlite;

namespace Floe.JobService.Store;

/// <summary>The database file: its place, its shape, and whether anything in it waits for a start.</summary>
internal sealed class SqliteDatabase(string path) : IDisposable
{
    public string Path { get; } = path;

    public string ConnectionString { get; } = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();

    /// <summary>Creates the database, or brings an older one up to date.</summary>
    /// <exception cref="StartupException">The file is of a newer version, or no database.</exception>
    public void Prepare()
    {
        try
        {
            using var connection = new SqliteConnection(ConnectionString);
            connection.Open();
            // WAL is a property of the file; synchronous is one of each connection (see SynchronousFull).
            Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
            Upgrade(connection);
        }
        catch (SqliteException e)
        {
            throw new StartupException($"The job database {Path} cannot be used: {e.Message}. Put a working one back, or move it away to start with an empty one.", e);
        }
    }

    /// <summary>True where a job is, or was when the service stopped, in an engine. Plain SQL for the reason given at <see cref="SqliteSchema"/>.</summary>
    public bool HasJobsInEngine()
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        var states = JobStates.InEngine.Select((state, i) =>
        {
            command.Parameters.AddWithValue($"$state{i}", state.ToString());
            return $"$state{i}";
        });
        command.CommandText = $"SELECT EXISTS (SELECT 1 FROM job WHERE state IN ({string.Join(", ", states)}))";
        return command.ExecuteScalar() is 1L;
    }

    /// <summary>Lets go of the file: pooled connections would hold it as long as the process lives.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    private void Upgrade(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        var version = Version(connection);
        if (version > SqliteSchema.Steps.Count)
        {
            throw new StartupException(
                $"The job database {Path} has version {version}; this program knows versions up to {SqliteSchema.Steps.Count}. Use the newer program, or another data folder.");
        }
        if (version == SqliteSchema.Steps.Count) return;
        foreach (var step in SqliteSchema.Steps.Skip(version)) Execute(connection, step);
        Execute(connection, $"PRAGMA user_version={SqliteSchema.Steps.Count}");
        transaction.Commit();
    }

    private static int Version(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar());
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
