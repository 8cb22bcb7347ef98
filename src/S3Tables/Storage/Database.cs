using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Storage;

/// <summary>
/// The one SQLite database of the service (WAL, synchronous=FULL). All writes go through one thread, which commits whatever
/// is waiting as one transaction: concurrent writers share an fsync, and a write is acknowledged only when it is on disk.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    /// <summary>Bounds how long the first writer of a group waits for the last one.</summary>
    private const int MaxGroup = 256;

    private readonly Channel<Write> _writes = Channel.CreateUnbounded<Write>(new() { SingleReader = true });
    private readonly string _connectionString;
    private readonly Task _writer;

    private Database(string connectionString, SqliteConnection connection)
    {
        _connectionString = connectionString;
        _writer = Task.Factory.StartNew(() => RunWriter(connection), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public static Database Open(string path, IEnumerable<Migration> migrations)
    {
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();
        var connection = OpenConnection(connectionString);
        Migration.Apply(connection, migrations);
        return new Database(connectionString, connection);
    }

    /// <summary>Runs <paramref name="work"/> on the writer thread; the task completes when its transaction is durable. An exception undoes this write only.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> work)
    {
        var write = new Write<T>(work);
        return _writes.Writer.TryWrite(write) ? write.Task : throw new ObjectDisposedException(nameof(Database));
    }

    public Task WriteAsync(Action<SqliteConnection> work) => WriteAsync(connection => { work(connection); return true; });

    /// <summary>Runs <paramref name="work"/> on a pooled connection, in one read transaction: it sees one state of the database.</summary>
    public T Read<T>(Func<SqliteConnection, T> work)
    {
        using var connection = OpenConnection(_connectionString);
        using var transaction = connection.BeginTransaction(deferred: true);
        return work(connection);
    }

    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _writer;
        SqliteConnection.ClearPool(new SqliteConnection(_connectionString));
    }

    private static SqliteConnection OpenConnection(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        connection.Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;");
        return connection;
    }

    private void RunWriter(SqliteConnection connection)
    {
        using var _ = connection;
        var group = new List<Write>(MaxGroup);
        while (_writes.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            Commit(connection, group);
        }
    }

    private void Commit(SqliteConnection connection, List<Write> group)
    {
        try
        {
            connection.Execute("BEGIN IMMEDIATE");
            while (group.Count < MaxGroup && _writes.Reader.TryRead(out var write))
            {
                group.Add(write);
                connection.Execute("SAVEPOINT write");
                if (!write.Run(connection)) connection.Execute("ROLLBACK TO write");
                connection.Execute("RELEASE write");
            }
            connection.Execute("COMMIT");
        }
        catch (SqliteException e)
        {
            // Disk full or I/O error: nothing of the group happened, and each waiting caller is told so.
            foreach (var write in group) write.Fail(e);
            if (connection.Handle is { } handle && SQLitePCL.raw.sqlite3_get_autocommit(handle) == 0) connection.Execute("ROLLBACK");
            return;
        }
        foreach (var write in group) write.Complete();
    }

    private abstract class Write
    {
        public abstract bool Run(SqliteConnection connection);

        public abstract void Complete();

        public abstract void Fail(Exception error);
    }

    private sealed class Write<T>(Func<SqliteConnection, T> work) : Write
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _error;

        public Task<T> Task => _done.Task;

        public override bool Run(SqliteConnection connection)
        {
            try
            {
                _result = work(connection);
                return true;
            }
#pragma warning disable CA1031 // Not swallowed: Complete hands it to the caller.
            catch (Exception e)
#pragma warning restore CA1031
            {
                _error = e;
                return false;
            }
        }

        public override void Complete()
        {
            if (_error is null) _done.SetResult(_result!);
            else _done.SetException(_error);
        }

        public override void Fail(Exception error) => _done.TrySetException(error);
    }
}
