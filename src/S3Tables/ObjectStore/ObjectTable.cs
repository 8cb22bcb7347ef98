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

    internal ObjectTable(Database database, FileStore files, Reaper reaper, TimeProvider time) => (_database, _files, _reaper, _time) = (database, files, reaper, time);

    /// <exception cref="StoreException">NoSuchBucket.</exception>
    public (Bucket Bucket, ObjectInfo? Object) Find(string bucket, string key) => _database.Read(connection =>
    {
        var found = BucketTable.Require(connection, bucket);
        return (found, ObjectRows.Find(connection, found.Id, key));
    });

    /// <summary>The object and its open file; the file stays readable even if the object is replaced meanwhile.</summary>
    /// <exception cref="StoreException">NoSuchBucket, NoSuchKey.</exception>
    public (ObjectInfo Object, SafeFileHandle File) Open(string bucket, string key)
    {
        while (true)
        {
            var info = Require(bucket, key);
            try
            {
                return (info, File.OpenHandle(_files.Layout.PathOf(info.FileId), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete));
            }
            catch (FileNotFoundException) when (Find(bucket, key).Object?.FileId != info.FileId)
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
            var info = Require(bucket, key);
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
            return Replace(connection, target.Id, new ObjectInfo(key, file.Id, size, etag, _time.GetUtcNow(), attributes), condition);
        }));
    }

    /// <summary>A copy is a second row on the same file: files never change.</summary>
    /// <exception cref="StoreException">NoSuchBucket, NoSuchKey, PreconditionFailed.</exception>
    public Task<ObjectInfo> CopyAsync(string sourceBucket, string sourceKey, string bucket, string key, Func<ObjectInfo, ObjectAttributes> attributesOf, WriteCondition condition) =>
        _database.WriteAsync(connection =>
        {
            var source = ObjectRows.Find(connection, BucketTable.Require(connection, sourceBucket).Id, sourceKey) ?? throw new StoreException(StoreError.NoSuchKey, sourceKey);
            var target = BucketTable.Require(connection, bucket);
            return Replace(connection, target.Id, source with { Key = key, Modified = _time.GetUtcNow(), Attributes = attributesOf(source) }, condition);
        });

    /// <summary>Deleting what is not there succeeds, as on S3.</summary>
    /// <exception cref="StoreException">NoSuchBucket, PreconditionFailed.</exception>
    public Task DeleteAsync(string bucket, string key, WriteCondition condition) => _database.WriteAsync(connection =>
    {
        Delete(connection, BucketTable.Require(connection, bucket).Id, key, condition);
    });

    /// <summary>Deletes many in one transaction.</summary>
    public Task DeleteAllAsync(string bucket, IReadOnlyCollection<string> keys) => _database.WriteAsync(connection =>
    {
        var target = BucketTable.Require(connection, bucket);
        foreach (var key in keys) Delete(connection, target.Id, key, WriteCondition.None);
    });

    /// <summary>Changes what is said of an object; its bytes, ETag and time stay.</summary>
    /// <exception cref="StoreException">NoSuchBucket, NoSuchKey.</exception>
    public Task SetAttributesAsync(string bucket, string key, Func<ObjectAttributes, ObjectAttributes> change) => _database.WriteAsync(connection =>
    {
        var target = BucketTable.Require(connection, bucket);
        var current = ObjectRows.Find(connection, target.Id, key) ?? throw new StoreException(StoreError.NoSuchKey, key);
        ObjectRows.Put(connection, target.Id, current with { Attributes = change(current.Attributes) });
    });

    internal ObjectInfo Replace(SqliteConnection connection, long bucket, ObjectInfo info, WriteCondition condition)
    {
        var current = ObjectRows.Find(connection, bucket, info.Key);
        condition.Check(current?.ETag, info.Key);
        ObjectRows.Put(connection, bucket, info);
        if (current is not null && current.FileId != info.FileId) _reaper.Release(connection, current.FileId);
        return info;
    }

    private void Delete(SqliteConnection connection, long bucket, string key, WriteCondition condition)
    {
        var current = ObjectRows.Find(connection, bucket, key);
        condition.Check(current?.ETag, key);
        if (current is null) return;
        ObjectRows.Delete(connection, bucket, key);
        _reaper.Release(connection, current.FileId);
    }

    private ObjectInfo Require(string bucket, string key) => Find(bucket, key).Object ?? throw new StoreException(StoreError.NoSuchKey, key);
}
