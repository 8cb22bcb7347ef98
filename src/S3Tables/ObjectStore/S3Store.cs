using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.ObjectStore.Files;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.ObjectStore;

/// <summary>
/// Buckets and objects on a folder of plain, immutable files and a database of rows. Acknowledged is durable: file, name and row are on disk before a write returns.
/// </summary>
public sealed class S3Store : IAsyncDisposable
{
    private readonly Database _database;
    private readonly FileStore _files;
    private readonly Reaper _reaper;

    public S3Store(Database database, string dataFolder, TimeProvider time, ILogger<S3Store> log)
    {
        _database = database;
        _files = new FileStore(database, new FileLayout(dataFolder));
        _reaper = new Reaper(database, _files.Leases, log);
        Buckets = new BucketTable(database, _reaper, time);
        Objects = new ObjectTable(database, _files, _reaper, time);
        Uploads = new UploadTable(database, _files, _reaper, Objects, time);
        FileIO = new StoreFileIO(this);
    }

    public BucketTable Buckets { get; }

    public ObjectTable Objects { get; }

    public UploadTable Uploads { get; }

    /// <summary>The store's own files as Iceberg reads and writes them, without a copy.</summary>
    public StoreFileIO FileIO { get; }

    /// <summary>Removes what a crash left, then begins to serve.</summary>
    public async Task StartAsync()
    {
        await FileSweep.RunAsync(_database, _files.Layout);
        _reaper.Start();
    }

    /// <summary>Makes a table's bucket, inside the caller's own write.</summary>
    public void CreateWarehouse(SqliteConnection connection, string bucket) => Buckets.Create(connection, bucket, BucketKind.Warehouse);

    /// <summary>Drops a table's bucket, inside the caller's own write. Its objects are unreachable with the commit; their files go afterwards.</summary>
    public void DropWarehouse(SqliteConnection connection, string bucket) => Buckets.Drop(connection, BucketTable.Require(connection, bucket));

    /// <summary>Starts to receive an object's or part's bytes.</summary>
    public IncomingFile Receive(ChecksumAlgorithm? checksum = null) => new(_files.NewStagingPath(), checksum);

    /// <summary>Stores a small object from memory; durable when the task completes.</summary>
    /// <exception cref="StoreException">NoSuchBucket; PreconditionFailed where <paramref name="ifNoneMatch"/> is set and the key is taken.</exception>
    public async Task<ObjectInfo> PutAsync(string bucket, string key, ReadOnlyMemory<byte> content, bool ifNoneMatch = false, string? contentType = null)
    {
        using var incoming = Receive();
        incoming.Write(content.Span);
        incoming.Complete();
        var attributes = contentType is null ? ObjectAttributes.None : new ObjectAttributes { ContentType = contentType };
        return await Objects.PutAsync(bucket, key, incoming, attributes, ifNoneMatch ? WriteCondition.Absent : WriteCondition.None);
    }

    /// <summary>
    /// Stores a new small object in one transaction with what <paramref name="before"/> writes: both happen, durably, or neither. The bucket may be made there.
    /// </summary>
    /// <exception cref="StoreException">NoSuchBucket; PreconditionFailed where the key is taken.</exception>
    public async Task<ObjectInfo> PutAsync(string bucket, string key, ReadOnlyMemory<byte> content, Action<SqliteConnection> before)
    {
        using var incoming = Receive();
        incoming.Write(content.Span);
        incoming.Complete();
        return await Objects.PutFileAsync(bucket, key, incoming.Path, incoming.Length, incoming.ETag, ObjectAttributes.None, WriteCondition.Absent, before);
    }

    /// <summary>The bytes of a small object; null where bucket or key are not there.</summary>
    public async Task<byte[]?> ReadAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        try
        {
            var (info, file) = Objects.Open(bucket, key);
            using (file)
            {
                var bytes = new byte[info.Size];
                await using var stream = new FileStream(file, FileAccess.Read, bufferSize: 0);
                await stream.ReadExactlyAsync(bytes, cancellationToken);
                return bytes;
            }
        }
        catch (StoreException e) when (e.Error is StoreError.NoSuchBucket or StoreError.NoSuchKey)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reaper.DisposeAsync();
        await _files.CloseAsync();
        _files.Dispose();
    }

    internal string NewStagingPath(string extension) => _files.NewStagingPath(extension);
}
