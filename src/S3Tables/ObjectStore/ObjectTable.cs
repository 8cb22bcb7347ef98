using Floe.S3Tables.ObjectStore.Files;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace Floe.S3Tables.ObjectStore;

/// <summary>The objects. An object is whole or absent at any moment: its file is complete and durable before its row names it.</summary>
public sealed class ObjectTable
{
    private readonly Database _database;
    private readonly FileStore _files;
    private readonly Reaper _reaper;
    private readonly TimeProvider _time;
    private readonly VersionHistory _history;

    internal ObjectTable(Database database, FileStore files, Reaper reaper, TimeProvider time) =>
        (_database, _files, _reaper, _time, _history) = (database, files, reaper, time, new VersionHistory(reaper, time));

    /// <exception cref="StoreException">NoSuchBucket.</exception>
    public (Bucket Bucket, ObjectInfo? Object) Find(string bucket, string key) => _database.Read(connection =>
    {
        var found = BucketTable.Require(connection, bucket);
        return (found, ObjectRows.Find(connection, found.Id, key) is { } info ? found.Show(info) : null);
    });

    /// <param name="bucket">The bucket's name.</param>
    /// <param name="key">The key.</param>
    /// <param name="versionId">Null for the current object.</param>
    /// <exception cref="StoreException">NoSuchBucket, NoSuchKey, NoSuchVersion, DeleteMarker.</exception>
    public ObjectInfo Require(string bucket, string key, string? versionId) => _database.Read(connection =>
    {
        var found = BucketTable.Require(connection, bucket);
        return found.Show(Require(connection, found, key, versionId).Object);
    });

    /// <exception cref="StoreException">NoSuchBucket.</exception>
    public VersionPage ListVersions(string bucket, VersionQuery query) => _database.Read(connection => VersionListing.Read(connection, BucketTable.Require(connection, bucket), query));

    /// <summary>The object and its open file; the file stays readable even if the object is replaced meanwhile.</summary>
    /// <exception cref="StoreException">NoSuchBucket, NoSuchKey, NoSuchVersion, DeleteMarker.</exception>
    public (ObjectInfo Object, SafeFileHandle File) Open(string bucket, string key, string? versionId = null)
    {
        while (true)
        {
            var info = Require(bucket, key, versionId);
            try
            {
                return (info, File.OpenHandle(_files.Layout.PathOf(info.FileId), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete));
            }
            catch (FileNotFoundException) when (!Names(bucket, key, versionId, info.FileId))
            {
                // Replaced between looking it up and opening it: the next look finds the new file, or none.
            }
        }
    }

    /// <exception cref="StoreException">NoSuchBucket.</exception>
    public ListingPage List(string bucket, ListingQuery query) => _database.Read(connection => Listing.Read(connection, BucketTable.Require(connection, bucket).Id, query));

    /// <summary>Lends the object's file by path, until disposed.</summary>
    /// <exception cref="StoreException">NoSuchBucket, NoSuchKey.</exception>
    public LentFile Lend(string bucket, string key)
    {
        while (true)
        {
            var info = Require(bucket, key, null);
            _files.Leases.Take(info.FileId);
            var path = _files.Layout.PathOf(info.FileId);
            if (File.Exists(path)) return new LentFile(info.FileId, path, info.Size, _files.Leases);
            _files.Leases.Return(info.FileId);
            if (Find(bucket, key).Object?.FileId == info.FileId)
                throw new FileNotFoundException($"The file of s3://{bucket}/{key} is missing from the data folder; something other than Floe removed {path}.");
        }
    }

    internal Task<ObjectInfo> PutAsync(string bucket, string key, IncomingFile content, ObjectAttributes attributes, WriteCondition condition) =>
        PutFileAsync(bucket, key, content.Path, content.Length, content.ETag, attributes, condition);

    /// <summary>Makes a staged file an object.</summary>
    internal Task<ObjectInfo> PutFileAsync(string bucket, string key, string stagedPath, long size, string etag, ObjectAttributes attributes, WriteCondition condition) =>
        PutFileAsync(bucket, key, stagedPath, size, etag, attributes, condition, static _ => { });

    /// <summary>Makes a staged file an object in one transaction with what <paramref name="before"/> writes: both happen, or neither.</summary>
    internal async Task<ObjectInfo> PutFileAsync(
        string bucket, string key, string stagedPath, long size, string etag, ObjectAttributes attributes, WriteCondition condition, Action<SqliteConnection> before)
    {
        var file = await _files.PublishAsync(stagedPath);
        return await file.CommitAsync(() => _database.WriteAsync(connection =>
        {
            before(connection);
            var target = BucketTable.Require(connection, bucket);
            return Replace(connection, target, new ObjectInfo(key, file.Id, size, etag, _time.GetUtcNow(), attributes), condition);
        }));
    }

    /// <summary>A copy is a second row on the same file: files never change.</summary>
    /// <exception cref="StoreException">NoSuchBucket, NoSuchKey, PreconditionFailed.</exception>
    public Task<ObjectInfo> CopyAsync(
        string sourceBucket, string sourceKey, string bucket, string key, Func<ObjectInfo, ObjectAttributes> attributesOf, WriteCondition condition, string? sourceVersion = null) =>
        _database.WriteAsync(connection =>
        {
            var from = BucketTable.Require(connection, sourceBucket);
            var source = from.Show(Require(connection, from, sourceKey, sourceVersion).Object);
            var target = BucketTable.Require(connection, bucket);
            return Replace(connection, target, source with { Key = key, Modified = _time.GetUtcNow(), Attributes = attributesOf(source) }, condition);
        });

    /// <summary>Deleting what is not there succeeds, as on S3.</summary>
    /// <exception cref="StoreException">NoSuchBucket, PreconditionFailed.</exception>
    public Task<Deletion> DeleteAsync(string bucket, string key, WriteCondition condition, string? versionId = null) => _database.WriteAsync(connection =>
        Delete(connection, BucketTable.Require(connection, bucket), key, versionId, condition));

    /// <summary>Deletes many in one transaction.</summary>
    public Task<IReadOnlyList<Deletion>> DeleteAllAsync(string bucket, IReadOnlyCollection<(string Key, string? VersionId)> entries) => _database.WriteAsync(connection =>
    {
        var target = BucketTable.Require(connection, bucket);
        return (IReadOnlyList<Deletion>)[.. entries.Select(entry => Delete(connection, target, entry.Key, entry.VersionId, WriteCondition.None))];
    });

    /// <summary>Changes what is said of an object or version; its bytes, ETag and time stay.</summary>
    /// <exception cref="StoreException">NoSuchBucket, NoSuchKey, NoSuchVersion, DeleteMarker.</exception>
    public Task<ObjectInfo> SetAttributesAsync(string bucket, string key, string? versionId, Func<ObjectAttributes, ObjectAttributes> change) => _database.WriteAsync(connection =>
    {
        var target = BucketTable.Require(connection, bucket);
        var version = Require(connection, target, key, versionId);
        var changed = version.Object with { Attributes = change(version.Object.Attributes) };
        if (version.Sequence == ObjectVersion.Current) ObjectRows.Put(connection, target.Id, changed);
        else VersionRows.SetAttributes(connection, target.Id, version, changed.Attributes);
        return target.Show(changed);
    });

    internal ObjectInfo Replace(SqliteConnection connection, Bucket bucket, ObjectInfo info, WriteCondition condition)
    {
        var current = ObjectRows.Find(connection, bucket.Id, info.Key);
        condition.Check(current?.ETag, info.Key);
        var lost = VersionHistory.Retire(connection, bucket, info.Key, current);
        var stored = info with { VersionId = VersionHistory.NewId(bucket) };
        ObjectRows.Put(connection, bucket.Id, stored);
        foreach (var file in lost) _reaper.Release(connection, file);
        return bucket.Show(stored);
    }

    private Deletion Delete(SqliteConnection connection, Bucket bucket, string key, string? versionId, WriteCondition condition)
    {
        if (versionId is not null) return _history.DeleteVersion(connection, bucket, key, versionId);
        var current = ObjectRows.Find(connection, bucket.Id, key);
        condition.Check(current?.ETag, key);
        return _history.Delete(connection, bucket, key, current);
    }

    private bool Names(string bucket, string key, string? versionId, long fileId) => _database.Read(connection =>
    {
        if (BucketTable.Find(connection, bucket) is not { } found) return false;
        var current = ObjectRows.Find(connection, found.Id, key);
        var info = versionId is null ? current : VersionHistory.Find(connection, found, key, versionId, current)?.Object;
        return info?.FileId == fileId;
    });

    private static ObjectVersion Require(SqliteConnection connection, Bucket bucket, string key, string? versionId)
    {
        var current = ObjectRows.Find(connection, bucket.Id, key);
        if (versionId is null)
        {
            if (current is not null) return new ObjectVersion(current, IsDeleteMarker: false, ObjectVersion.Current);
            var marker = bucket.Versioning == BucketVersioning.Off ? null : VersionRows.Top(connection, bucket.Id, key);
            throw new StoreException(StoreError.NoSuchKey, key) { MarkerId = marker is null ? null : bucket.Show(marker.Object).VersionId };
        }
        var version = VersionHistory.Find(connection, bucket, key, versionId, current) ?? throw new StoreException(StoreError.NoSuchVersion, versionId);
        return version.IsDeleteMarker ? throw new StoreException(StoreError.DeleteMarker, key) { MarkerId = versionId } : version;
    }
}
