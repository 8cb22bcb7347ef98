using Floe.S3Tables.Storage;
using Floe.ServiceDefaults.Files;

namespace Floe.S3Tables.ObjectStore.Files;

/// <summary>
/// Gives out file ids, and keeps count of those whose fate is open (file there, row not yet). A shard is sealed in the database once all of its ids
/// are settled; so after a crash only the few shards that are not sealed can hold files without a row, however many objects there are.
/// </summary>
internal sealed class ShardAllocator(Database database, FileLayout layout) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _lock = new();
    private Shard? _current;

    /// <summary>The shard's folder exists and is recorded as unsealed before its first id is given out.</summary>
    public async ValueTask<(long FileId, Shard Shard)> NextAsync()
    {
        if (TryNext(out var next)) return next;
        await _turn.WaitAsync();
        try
        {
            if (TryNext(out next)) return next;
            var id = await database.WriteAsync(connection =>
            {
                var newest = connection.QueryScalar<long>("SELECT coalesce(max(id), 0) + 1 FROM shard");
                connection.Execute("INSERT INTO shard (id, sealed) VALUES ($id, 0)", ("$id", newest));
                return newest;
            });
            Directory.CreateDirectory(layout.FolderOf(id));
            FolderNames.Sync(layout.Objects);
            lock (_lock) _current = new Shard(id, new FolderSync(layout.FolderOf(id)));
            return TryNext(out next) ? next : throw new InvalidOperationException("A new shard has no free id.");
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The id's file has its row, or is gone.</summary>
    public void Settle(Shard shard)
    {
        lock (_lock)
        {
            shard.Open--;
            if (!IsFinished(shard)) return;
        }
        // Unawaited: if this write is lost, the next start looks through one more folder.
        _ = Seal(shard);
    }

    /// <summary>At an orderly stop nothing is left for the next start to look through.</summary>
    public async Task CloseAsync()
    {
        Shard? last;
        lock (_lock) last = _current is { Open: 0 } ? _current : null;
        if (last is not null) await Seal(last);
    }

    public void Dispose() => _turn.Dispose();

    private static bool IsFinished(Shard shard) => shard.Given == FileLayout.ShardSize && shard.Open == 0;

    private Task Seal(Shard shard) => database.WriteAsync(connection => { connection.Execute("UPDATE shard SET sealed = 1 WHERE id = $id", ("$id", shard.Id)); });

    private bool TryNext(out (long FileId, Shard Shard) next)
    {
        lock (_lock)
        {
            if (_current is not { Given: < FileLayout.ShardSize } shard)
            {
                next = default;
                return false;
            }
            shard.Open++;
            next = (FileLayout.FirstOf(shard.Id) + shard.Given++, shard);
            return true;
        }
    }

    /// <summary>The state of one folder of files; guarded by the allocator's lock.</summary>
    internal sealed class Shard(long id, FolderSync folder)
    {
        public long Id { get; } = id;

        public FolderSync Folder { get; } = folder;

        public long Given { get; set; }

        public int Open { get; set; }
    }
}
