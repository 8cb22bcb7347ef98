using System.Threading.Channels;
using Floe.S3Tables.ObjectStore.Bodies;
using Floe.S3Tables.ObjectStore.Files;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.ObjectStore;

/// <summary>
/// Clears away what is no longer an object: contents whose last row is gone, and the objects of dropped warehouses. What is to go is recorded in the transaction
/// that lets it go, so a crash only postpones it.
/// </summary>
internal sealed partial class Reaper : IAsyncDisposable
{
    /// <summary>Files are deleted in batches this far apart, so that their bookkeeping does not cost a commit each.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    /// <summary>Rows a write may remove at once: other writers wait for it.</summary>
    private const int Slice = 500;

    private readonly Channel<long> _files = Channel.CreateUnbounded<long>(new() { SingleReader = true });
    private readonly SemaphoreSlim _dropped = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Database _database;
    private readonly FileLeases _leases;
    private readonly ILogger _log;
    private Task _work = Task.CompletedTask;

    public Reaper(Database database, FileLeases leases, ILogger log) => (_database, _leases, _log) = (database, leases, log);

    public void Start() => _work = Task.WhenAll(DeleteFilesAsync(), ClearDroppedBucketsAsync());

    /// <summary>Inside a write: the content has lost a row. Without another one, a body goes with this write and a file after its commit.</summary>
    public void Release(SqliteConnection connection, long contentId)
    {
        if (ContentRows.AreThere(connection, contentId)) return;
        if (BodyIds.IsBody(contentId))
        {
            BodyRows.Remove(connection, contentId);
            return;
        }
        connection.Execute("INSERT INTO garbage (file) VALUES ($file)", ("$file", contentId));
        _database.AfterCommit(() => _files.Writer.TryWrite(contentId));
    }

    /// <summary>Inside a write: the bucket's objects are to go. Their number may be large, so that happens afterwards.</summary>
    public void ReleaseBucket(SqliteConnection connection, long bucket)
    {
        connection.Execute("INSERT INTO dropped_bucket (id) VALUES ($bucket)", ("$bucket", bucket));
        _database.AfterCommit(() => _dropped.Release());
    }

    public async ValueTask DisposeAsync()
    {
        _files.Writer.TryComplete();
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
        _dropped.Dispose();
    }

    private async Task DeleteFilesAsync()
    {
        while (await _files.Reader.WaitToReadAsync())
        {
            await Task.WhenAny(Task.Delay(Pace, _stop.Token));
            await GuardAsync(DeleteQueuedFilesAsync);
        }
    }

    private async Task DeleteQueuedFilesAsync()
    {
        var deleted = new List<long>();
        while (deleted.Count < Slice && _files.Reader.TryRead(out var file))
        {
            // A file that is still lent keeps its garbage row, which the next start clears.
            if (_leases.Delete(file)) deleted.Add(file);
        }
        await _database.WriteAsync(connection =>
        {
            foreach (var file in deleted) connection.Execute("DELETE FROM garbage WHERE file = $file", ("$file", file));
        });
    }

    private async Task ClearDroppedBucketsAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await Task.WhenAny(_dropped.WaitAsync(_stop.Token));
            await GuardAsync(async () =>
            {
                while (!_stop.IsCancellationRequested && await _database.WriteAsync(ClearSlice))
                {
                }
            });
        }
    }

    /// <summary>Removes some rows of a dropped bucket; false where there is none left.</summary>
    private bool ClearSlice(SqliteConnection connection)
    {
        var bucket = connection.QueryScalar<long>("SELECT id FROM dropped_bucket LIMIT 1");
        if (bucket == 0) return false;
        var rows = connection.Query("SELECT key, file FROM object WHERE bucket = $bucket LIMIT $slice",
            row => (Key: row.GetString(0), Content: row.GetInt64(1)), ("$bucket", bucket), ("$slice", Slice));
        foreach (var (key, _) in rows) connection.Execute("DELETE FROM object WHERE bucket = $bucket AND key = $key", ("$bucket", bucket), ("$key", key));
        var uploads = connection.Query("SELECT id FROM upload WHERE bucket = $bucket LIMIT $slice", row => row.GetString(0), ("$bucket", bucket), ("$slice", Slice));
        var parts = uploads.SelectMany(upload => UploadRows.Delete(connection, upload)).ToList();
        foreach (var content in rows.Select(row => row.Content).Concat(parts)) Release(connection, content);
        if (rows.Count < Slice && uploads.Count < Slice) connection.Execute("DELETE FROM dropped_bucket WHERE id = $bucket", ("$bucket", bucket));
        return true;
    }

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            // What is left stays recorded; clearing away must not bring the service down.
            LogPostponed(_log, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Clearing away deleted objects failed; the rest goes at the next start")]
    private static partial void LogPostponed(ILogger logger, Exception error);
}
