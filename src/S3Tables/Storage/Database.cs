using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Storage;

/// <summary>
/// The one SQLite database of the service (WAL, synchronous=FULL). One writer at a time commits whatever is waiting as one
/// transaction: concurrent writers share an fsync, and a write is acknowledged only when it is on disk.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    /// <summary>Bounds how long the first writer of a group waits for the last one.</summary>
    private const int MaxGroup = 256;

    /// <summary>In milliseconds: how long a connection waits for another one's lock.</summary>
    private const int BusyTimeout = 30_000;

    private readonly WriteQueue _writes = new();
    private readonly Lock _commits = new();
    private readonly SqliteConnection _connection;
    private readonly Checkpointer _checkpointer;
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly string _connectionString;
    private readonly Task _writer;
    private PendingWrite? _running;

    private Database(string connectionString, SqliteConnection connection)
    {
        (_connectionString, _connection) = (connectionString, connection);
        _checkpointer = new Checkpointer(OpenConnection(connectionString), _commits);
        _writer = Task.Factory.StartNew(RunWriter, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public static Database Open(string path, IEnumerable<Migration> migrations)
    {
        // Connections are kept here with their prepared statements; the provider's own pool would throw the latter away.
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        var connection = OpenConnection(connectionString);
        Migration.Apply(connection, migrations);
        return new Database(connectionString, connection);
    }

    /// <summary>
    /// Runs <paramref name="work"/>, one write at a time; the task completes when its transaction is durable. An exception undoes this write only.
    /// Where nothing else is being written, that is done on the caller's thread.
    /// </summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> work)
    {
        var write = new PendingWrite<T>(work);
        ObjectDisposedException.ThrowIf(!_writes.TryAdd(write, out var leads), this);
        if (leads)
        {
            CommitGroup();
            _writes.HandOver();
        }
        return write.Task;
    }

    public Task WriteAsync(Action<SqliteConnection> work) => WriteAsync(connection => { work(connection); return true; });

    /// <summary>Called from within a write's work: <paramref name="action"/> runs once that write is durable, and never if it is undone. It must be quick and not throw.</summary>
    public void AfterCommit(Action action) =>
        (_running ?? throw new InvalidOperationException("AfterCommit belongs inside the work of a WriteAsync.")).AfterCommit(action);

    /// <summary>Runs <paramref name="work"/> in one read transaction: it sees one state of the database.</summary>
    public T Read<T>(Func<SqliteConnection, T> work)
    {
        if (!_readers.TryTake(out var connection)) connection = OpenConnection(_connectionString);
        try
        {
            connection.Execute("BEGIN DEFERRED");
            var result = work(connection);
            connection.Execute("COMMIT");
            _readers.Add(connection);
            return result;
        }
        catch (Exception e) when (e is not SqliteException)
        {
            // "Not found" is an exception too, and no reason to open a connection anew.
            connection.Execute("ROLLBACK");
            _readers.Add(connection);
            throw;
        }
        catch
        {
            // Closing ends the transaction; a connection that failed is not used again.
            connection.Close(discardStatements: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _writes.Complete();
        await _writer;
        _checkpointer.Dispose();
        _connection.Close(discardStatements: true);
        while (_readers.TryTake(out var connection)) connection.Close(discardStatements: true);
    }

    private static SqliteConnection OpenConnection(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        _ = SQLitePCL.raw.sqlite3_busy_timeout(connection.Handle, BusyTimeout);
        // Without this "query planner stability", a statement whose plan looks at a parameter's value is compiled anew each time that value is bound.
        _ = SQLitePCL.raw.sqlite3_db_config(connection.Handle, SQLitePCL.raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
        connection.ExecuteScript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=0;");
        return connection;
    }

    private void RunWriter()
    {
        while (_writes.WaitForTurn())
        {
            CommitGroup();
            _writes.HandOver();
        }
    }

    private void CommitGroup()
    {
        lock (_commits) CommitGroup(_connection);
    }

    private void CommitGroup(SqliteConnection connection)
    {
        if (!_writes.TryTake(out var next)) return;
        var group = new List<PendingWrite> { next };
        try
        {
            connection.Execute("BEGIN IMMEDIATE");
            Run(connection, next);
            while (group.Count < MaxGroup && _writes.TryTake(out next))
            {
                group.Add(next);
                Run(connection, next);
            }
            connection.Execute("COMMIT");
        }
        catch (SqliteException e)
        {
            // Disk full or I/O error: nothing of the group happened, and each waiting caller is told so.
            foreach (var write in group) write.Fail(e);
            if (!IsInTransaction(connection)) return;
            connection.Execute("ROLLBACK");
            return;
        }
        finally
        {
            _running = null;
        }
        foreach (var write in group) write.Complete();
        _checkpointer.Added(PagesWritten(connection));
    }

    private void Run(SqliteConnection connection, PendingWrite write)
    {
        connection.Execute("SAVEPOINT write");
        _running = write;
        if (!write.Run(connection)) connection.Execute("ROLLBACK TO write");
        connection.Execute("RELEASE write");
    }

    private static bool IsInTransaction(SqliteConnection connection) => SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0;

    /// <summary>Pages that commits have added to the log since it was asked last.</summary>
    private static int PagesWritten(SqliteConnection connection)
    {
        _ = SQLitePCL.raw.sqlite3_db_status(connection.Handle, SQLitePCL.raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, resetFlg: 1);
        return pages;
    }
}
