using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.ObjectStore.Files;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.ObjectStore;

/// <summary>
/// Buckets and objects on a database of rows and small bodies and a folder of plain, immutable files for the rest. Acknowledged is durable: bytes, name and row are on
/// disk before a write returns.
/// </summary>
public sealed class S3Store : IAsyncDisposable
{
    /// <summary>Objects of up to so many bytes are kept in the database. Above, a file of its own costs less than the pages that a body takes through the log.</summary>
    internal const int MaxInline = 32 * 1024;

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

    /// <summary>Starts to receive an object's bytes.</summary>
    /// <param name="checksum">The checksum that the sender names, which is kept with the object; S3's default where it names none.</param>
    public IncomingContent Receive(ChecksumAlgorithm? checksum = null) =>
        new(_files.NewStagingPath(), MaxInline, new ContentHashes(checksum, checksum ?? ChecksumAlgorithm.Crc64Nvme));

    /// <summary>Starts to receive a part's bytes. Parts are files, which are put together without being read.</summary>
    /// <param name="claimed">The checksum that the sender names, to be compared with.</param>
    /// <param name="ofUpload">The checksum that its upload was begun with; S3's default where it names none.</param>
    public IncomingContent ReceivePart(ChecksumAlgorithm? claimed, ChecksumAlgorithm? ofUpload) =>
        new(_files.NewStagingPath(), maxInline: -1, new ContentHashes(claimed, ofUpload ?? ChecksumAlgorithm.Crc64Nvme));

    /// <summary>Stores a small object from memory; durable when the task completes.</summary>
    /// <exception cref="StoreException">NoSuchBucket; PreconditionFailed where <paramref name="ifNoneMatch"/> is set and the key is taken.</exception>
    public async Task<ObjectInfo> PutAsync(string bucket, string key, ReadOnlyMemory<byte> content, bool ifNoneMatch = false, string? contentType = null)
    {
        using var incoming = Receive(content);
        var attributes = contentType is null ? ObjectAttributes.None : new ObjectAttributes { ContentType = contentType };
        return await Objects.PutAsync(bucket, key, incoming, attributes, ifNoneMatch ? WriteCondition.Absent : WriteCondition.None);
    }

    /// <summary>
    /// Stores new small objects in one transaction with what <paramref name="before"/> writes: all happens, durably, or nothing. Buckets may be made there.
    /// </summary>
    /// <exception cref="StoreException">NoSuchBucket; PreconditionFailed where a key is taken.</exception>
    public async Task PutAllAsync(IEnumerable<(string Bucket, string Key, ReadOnlyMemory<byte> Content)> objects, Action<SqliteConnection> before)
    {
        var all = new List<NewObject>();
        try
        {
            foreach (var (bucket, key, content) in objects) all.Add(new NewObject(bucket, key, Receive(content), ObjectAttributes.None));
            await Objects.PutAllAsync(all, WriteCondition.Absent, before);
        }
        finally
        {
            foreach (var item in all) item.Content.Dispose();
        }
    }

    /// <summary>The bytes of a small object; null where bucket or key are not there.</summary>
    public Task<byte[]?> ReadAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var (info, content) = Objects.Open(bucket, key);
            using (content) return Task.FromResult<byte[]?>(content.ReadAll(info.Size));
        }
        catch (StoreException e) when (e.Error is StoreError.NoSuchBucket or StoreError.NoSuchKey)
        {
            return Task.FromResult<byte[]?>(null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reaper.DisposeAsync();
        await _files.CloseAsync();
        _files.Dispose();
    }

    private IncomingContent Receive(ReadOnlyMemory<byte> content)
    {
        var incoming = Receive();
        incoming.Write(content.Span);
        incoming.Complete();
        return incoming;
    }

    internal string NewStagingPath(string extension) => _files.NewStagingPath(extension);
}
