using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.ObjectStore.Files;

/// <summary>A durable file that no row names yet.</summary>
internal sealed class PublishedFile(long id, FileStore files, ShardAllocator.Shard shard)
{
    public long Id => id;

    /// <summary>Runs the write that makes the file an object. Refused, the file goes; done, it stays.</summary>
    public async Task<T> CommitAsync<T>(Func<Task<T>> write)
    {
        T result;
        try
        {
            result = await write();
        }
        catch (SqliteException)
        {
            // A failed commit may or may not have reached the disk. The file stays unsettled, and the next start compares it with the rows.
            throw;
        }
        catch
        {
            files.Discard(id, shard);
            throw;
        }
        files.Settle(shard);
        return result;
    }
}
