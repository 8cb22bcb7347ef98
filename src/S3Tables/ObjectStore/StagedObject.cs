using System.Security.Cryptography;
using System.Text;
using Floe.Iceberg.IO;

namespace Floe.S3Tables.ObjectStore;

/// <summary>A file an engine writes into the store's staging folder, to become an object by a rename.</summary>
internal sealed class StagedObject(S3Store store, string location, ObjectLocation target, string path) : IStagedFile
{
    public string Location => location;

    public string Path => path;

    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var size = new FileInfo(path).Length;
            await store.Objects.PutFileAsync(target.Bucket, target.Key, path, size, NewETag(), new ObjectAttributes { Parts = [new ObjectPart(1, size, null)] }, WriteCondition.Absent);
        }
        catch (StoreException e) when (e.Error == StoreError.PreconditionFailed)
        {
            throw new FileExistsException(location, e);
        }
    }

    public ValueTask DisposeAsync()
    {
        if (File.Exists(path)) File.Delete(path);
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// The object looks as if it had come by a multipart upload of one part, begun before S3 had a default checksum: such an ETag promises clients only that it differs
    /// when the object does, and no checksum is told. Hashes would mean reading the whole file again while a commit waits, and Parquet files are large.
    /// </summary>
    private string NewETag() => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(path))) + "-1";
}
