using System.Runtime.CompilerServices;
using Floe.Iceberg.IO;

namespace Floe.S3Tables.ObjectStore;

/// <summary>Iceberg's view of the store in the same process: objects are read where they lie and written where they will lie, without a copy.</summary>
public sealed class StoreFileIO(S3Store store) : IFileIO
{
    public async Task<byte[]> ReadAsync(string location, CancellationToken cancellationToken)
    {
        var (bucket, key) = ObjectLocation.Parse(location);
        return await store.ReadAsync(bucket, key, cancellationToken) ?? throw new FileMissingException(location);
    }

    public async Task WriteAsync(string location, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var (bucket, key) = ObjectLocation.Parse(location);
        try
        {
            await store.PutAsync(bucket, key, content, ifNoneMatch: true);
        }
        catch (StoreException e) when (e.Error == StoreError.PreconditionFailed)
        {
            throw new FileExistsException(location, e);
        }
    }

    public Task<ILocalFile> OpenAsync(string location, CancellationToken cancellationToken)
    {
        var (bucket, key) = ObjectLocation.Parse(location);
        try
        {
            return Task.FromResult<ILocalFile>(store.Objects.Lend(bucket, key));
        }
        catch (StoreException e) when (e.Error is StoreError.NoSuchKey or StoreError.NoSuchBucket)
        {
            throw new FileMissingException(location, e);
        }
    }

    public IStagedFile Stage(string location)
    {
        // Engines tell formats by the file's extension.
        var parsed = ObjectLocation.Parse(location);
        return new StagedObject(store, location, parsed, store.NewStagingPath(Path.GetExtension(parsed.Key)));
    }

    public async IAsyncEnumerable<FileEntry> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (bucket, keyPrefix) = ObjectLocation.Parse(prefix);
        var query = new ListingQuery { Prefix = keyPrefix };
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = store.Objects.List(bucket, query);
            foreach (var info in page.Objects) yield return new FileEntry(new ObjectLocation(bucket, info.Key).ToString(), info.Size, info.Modified);
            if (page.Next is null) break;
            query = query with { After = page.Next };
        }
        await Task.CompletedTask;
    }
}
