using Floe.ServiceDefaults.Startup;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Store;

/// <summary>The database file of one service.</summary>
internal sealed class SqliteDatabase(string path) : IStoreDatabase
{
    // https://www.sqlite.org/rescode.html
    private const int Busy = 5, Locked = 6, NoMemory = 7, ReadOnly = 8, IOError = 10, Full = 13, CannotOpen = 14;

    public string Path { get; } = path;

    public string ConnectionString { get; } = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();

    public bool IsShared => false;

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

    public void Configure(DbContextOptionsBuilder options) => options.UseSqlite(ConnectionString).AddInterceptors(new SynchronousFull());

    /// <summary>Saving is one transaction; other writers there are none.</summary>
    public async Task<T> WriteAsync<T>(JobsContext context, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var result = await work();
        await context.SaveChangesAsync(cancellationToken);
        return result;
    }

    public async Task WriteAllAsync(JobsContext context, IReadOnlyList<Func<Task>> works)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        // A work that cannot be saved takes all with it, so nobody goes back to a point in between.
        context.Database.AutoSavepointsEnabled = false;
        foreach (var work in works)
        {
            await work();
            await context.SaveChangesAsync();
            context.ChangeTracker.Clear();
        }
        await transaction.CommitAsync();
    }

    public bool IsAway(Exception failure) => failure switch
    {
        SqliteException e => e.SqliteErrorCode is Busy or Locked or NoMemory or ReadOnly or IOError or Full or CannotOpen,
        DbUpdateException { InnerException: { } inner } => IsAway(inner),
        _ => false,
    };

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
