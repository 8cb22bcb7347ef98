using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Floe.S3Tables.Storage;

/// <summary>
/// Moves what the write-ahead log holds into the database file, in the background. SQLite's own way is to have the commit that fills the log do it,
/// and that commit, with all behind it, waits for thousands of pages.
/// </summary>
internal sealed class Checkpointer : IDisposable
{
    /// <summary>Pages in the log before it is worth it: 16 MiB.</summary>
    private const int Threshold = 4096;

    private readonly SqliteConnection _connection;
    private readonly Lock _commits;
    private readonly AutoResetEvent _due = new(false);
    private readonly Thread _thread;
    private volatile bool _isStopping;
    private long _pages;

    /// <param name="connection">Its own.</param>
    /// <param name="commits">Held by whoever commits.</param>
    public Checkpointer(SqliteConnection connection, Lock commits)
    {
        (_connection, _commits) = (connection, commits);
        _thread = new Thread(Run) { IsBackground = true, Name = "floe checkpoint" };
        _thread.Start();
    }

    /// <summary>A commit has added pages to the log.</summary>
    public void Added(int pages)
    {
        _pages += pages;
        if (_pages < Threshold) return;
        _pages = 0;
        _due.Set();
    }

    public void Dispose()
    {
        _isStopping = true;
        _due.Set();
        _thread.Join();
        _due.Dispose();
        _connection.Dispose();
    }

    private void Run()
    {
        while (_due.WaitOne() && !_isStopping)
        {
            // The bulk beside commits, then what they have added meanwhile. The little that has come during that is done while they wait:
            // the log begins anew only where all of it has been moved.
            Checkpoint();
            Checkpoint();
            lock (_commits) Checkpoint();
        }
    }

    /// <summary>
    /// Readers or a full disk may stand in the way. Nothing is lost by that: the log is as durable as the database file, and the
    /// next turn moves it.
    /// </summary>
    private void Checkpoint() => _ = raw.sqlite3_wal_checkpoint_v2(_connection.Handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
}
