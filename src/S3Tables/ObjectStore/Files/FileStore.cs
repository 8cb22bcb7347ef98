using Floe.S3Tables.Storage;

namespace Floe.S3Tables.ObjectStore.Files;

/// <summary>The files of all objects: staged, then published under an id that never names other bytes.</summary>
internal sealed class FileStore(Database database, FileLayout layout) : IDisposable
{
    private readonly ShardAllocator _shards = new(database, layout);
    private readonly DiskThreads _disk = new();

    public FileLeases Leases { get; } = new(layout);

    public FileLayout Layout => layout;

    public string NewStagingPath(string extension = "") => Path.Combine(layout.Staging, Guid.NewGuid().ToString("N") + extension);

    /// <summary>Moves a staged file to its place; when the task completes, bytes and name are on disk. It becomes an object by its row, and is deleted without one.</summary>
    public async Task<PublishedFile> PublishAsync(string stagedPath)
    {
        var (id, shard) = await _shards.NextAsync();
        try
        {
            await _disk.RunAsync(() =>
            {
                using (var handle = File.OpenHandle(stagedPath, FileMode.Open, FileAccess.ReadWrite)) RandomAccess.FlushToDisk(handle);
                File.Move(stagedPath, layout.PathOf(id));
                shard.Folder.Sync();
                return true;
            });
            return new PublishedFile(id, this, shard);
        }
        catch
        {
            Discard(id, shard);
            throw;
        }
    }

    /// <summary>Publishes a new file with the bytes of others, in order. Those are kept from deletion meanwhile.</summary>
    public async Task<PublishedFile> ConcatenateAsync(IReadOnlyList<long> fileIds)
    {
        foreach (var id in fileIds) Leases.Take(id);
        var path = NewStagingPath();
        try
        {
            await _disk.RunAsync(() =>
            {
                FileConcatenation.Run(path, fileIds.Select(layout.PathOf));
                return true;
            });
            return await PublishAsync(path);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
        finally
        {
            foreach (var id in fileIds) Leases.Return(id);
        }
    }

    public void Settle(ShardAllocator.Shard shard) => _shards.Settle(shard);

    public void Discard(long fileId, ShardAllocator.Shard shard)
    {
        File.Delete(layout.PathOf(fileId));
        _shards.Settle(shard);
    }

    public Task CloseAsync() => _shards.CloseAsync();

    public void Dispose()
    {
        _disk.Dispose();
        _shards.Dispose();
    }
}
