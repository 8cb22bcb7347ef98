using Floe.Iceberg.IO;
using Floe.S3Tables.ObjectStore.Bodies;
using Floe.S3Tables.ObjectStore.Files;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.ObjectStore;

/// <summary>The objects. An object is whole or absent at any moment: its file is complete and durable before its row names it, or its bytes come with its row.</summary>
public sealed class ObjectTable
{
    private readonly Database _database;
    private readonly FileStore _files;
    private readonly Reaper _reaper;
    private readonly TimeProvider _time;
    private readonly VersionHistory _history;
    private readonly BodyIds _bodies = new();

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

    /// <summary>The object and its bytes, which stay readable even if the object is replaced meanwhile.</summary>
    /// <exception cref="StoreException">NoSuchBucket, NoSuchKey, NoSuchVersion, DeleteMarker.</exception>
    public (ObjectInfo Object, ObjectContent Content) Open(string bucket, string key, string? versionId = null)
    {
        while (true)
        {
            var (info, body) = Look(bucket, key, versionId);
            if (body is not null) return (info, new ObjectContent(body));
            try
            {
                return (info, new ObjectContent(File.OpenHandle(_files.Layout.PathOf(info.ContentId), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete)));
            }
            catch (FileNotFoundException) when (!Names(bucket, key, versionId, info.ContentId))
            {
                // Replaced between looking it up and opening it: the next look finds the new file, or none.
            }
        }
    }

    /// <exception cref="StoreException">NoSuchBucket.</exception>
    public ListingPage List(string bucket, ListingQuery query) => _database.Read(connection => Listing.Read(connection, BucketTable.Require(connection, bucket).Id, query));

    /// <summary>Lends the object's file by path, until disposed; a small object gets a file for that time.</summary>
    /// <exception cref="StoreException">NoSuchBucket, NoSuchKey.</exception>
    public ILocalFile Lend(string bucket, string key)
    {
        while (true)
        {
            var (info, body) = Look(bucket, key, null);
            if (body is not null) return LentCopy.Write(_files.NewStagingPath(), body);
            _files.Leases.Take(info.ContentId);
            var path = _files.Layout.PathOf(info.ContentId);
            if (File.Exists(path)) return new LentFile(info.ContentId, path, info.Size, _files.Leases);
            _files.Leases.Return(info.ContentId);
            if (Find(bucket, key).Object?.ContentId == info.ContentId)
                throw new FileNotFoundException($"The file of s3://{bucket}/{key} is missing from the data folder; something other than Floe removed {path}.");
        }
    }

    /// <summary>Makes what has arrived an object.</summary>
    internal async Task<ObjectInfo> PutAsync(string bucket, string key, IncomingContent content, ObjectAttributes attributes, WriteCondition condition) =>
        (await PutAllAsync([new(bucket, key, content, attributes)], condition, static _ => { }))[0];

    /// <summary>Makes all of them objects, in one transaction with what <paramref name="before"/> writes: all happens, or nothing.</summary>
    internal Task<IReadOnlyList<ObjectInfo>> PutAllAsync(IReadOnlyList<NewObject> objects, WriteCondition condition, Action<SqliteConnection> before)
    {
        var files = new Dictionary<NewObject, long>();
        return PublishAsync(new Queue<NewObject>(objects.Where(item => item.Content.Body is null)), files, () => _database.WriteAsync(connection =>
        {
            before(connection);
            return (IReadOnlyList<ObjectInfo>)[.. objects.Select(item => Put(connection, item, files, condition))];
        }));
    }

    /// <summary>Makes a staged file an object.</summary>
    internal async Task<ObjectInfo> PutFileAsync(string bucket, string key, string stagedPath, long size, string etag, ObjectAttributes attributes, WriteCondition condition)
    {
        var file = await _files.PublishAsync(stagedPath);
        return await file.CommitAsync(() => _database.WriteAsync(connection =>
        {
            var target = BucketTable.Require(connection, bucket);
            return Replace(connection, target, new ObjectInfo(key, file.Id, size, etag, _time.GetUtcNow(), attributes), condition);
        }));
    }

    /// <summary>A copy is a second row on the same content: contents never change.</summary>
    /// <returns>The copy; null where <paramref name="attributesOf"/> has none for the source that it is shown.</returns>
    /// <exception cref="StoreException">NoSuchBucket, NoSuchKey, PreconditionFailed.</exception>
    public Task<ObjectInfo?> CopyAsync(
        string sourceBucket, string sourceKey, string bucket, string key, Func<ObjectInfo, ObjectAttributes?> attributesOf, WriteCondition condition, string? sourceVersion = null) =>
        _database.WriteAsync(connection =>
        {
            var from = BucketTable.Require(connection, sourceBucket);
            var source = from.Show(Require(connection, from, sourceKey, sourceVersion).Object);
            var target = BucketTable.Require(connection, bucket);
            return attributesOf(source) is { } attributes
                ? Replace(connection, target, source with { Key = key, Modified = _time.GetUtcNow(), Attributes = attributes }, condition)
                : null;
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
        foreach (var content in lost) _reaper.Release(connection, content);
        return bucket.Show(stored);
    }

    /// <summary>Publishes one file after the other, then commits; each of them waits for the outcome.</summary>
    private async Task<T> PublishAsync<T>(Queue<NewObject> objects, Dictionary<NewObject, long> files, Func<Task<T>> commit)
    {
        if (!objects.TryDequeue(out var next)) return await commit();
        var file = await _files.PublishAsync(next.Content.Path);
        files.Add(next, file.Id);
        return await file.CommitAsync(() => PublishAsync(objects, files, commit));
    }

    private ObjectInfo Put(SqliteConnection connection, NewObject item, Dictionary<NewObject, long> files, WriteCondition condition)
    {
        var bucket = BucketTable.Require(connection, item.Bucket);
        var (content, id) = (item.Content, files.GetValueOrDefault(item));
        if (content.Body is { } body) BodyRows.Add(connection, id = _bodies.Next(connection), body);
        return Replace(connection, bucket, new ObjectInfo(item.Key, id, content.Length, content.ETag, _time.GetUtcNow(), item.Attributes with { Checksum = content.Checksum }), condition);
    }

    /// <summary>What is known of the object, and its bytes where they are in the database.</summary>
    private (ObjectInfo Object, byte[]? Body) Look(string bucket, string key, string? versionId) => _database.Read(connection =>
    {
        var found = BucketTable.Require(connection, bucket);
        var info = found.Show(Require(connection, found, key, versionId).Object);
        return (info, BodyIds.IsBody(info.ContentId) ? BodyRows.Read(connection, info.ContentId) : null);
    });

    private Deletion Delete(SqliteConnection connection, Bucket bucket, string key, string? versionId, WriteCondition condition)
    {
        var current = ObjectRows.Find(connection, bucket.Id, key);
        // S3 looks at the current version, whichever is to go.
        condition.Check(current?.ETag, key);
        if (versionId is not null) return _history.DeleteVersion(connection, bucket, key, versionId, current);
        return _history.Delete(connection, bucket, key, current);
    }

    private bool Names(string bucket, string key, string? versionId, long contentId) => _database.Read(connection =>
    {
        if (BucketTable.Find(connection, bucket) is not { } found) return false;
        var current = ObjectRows.Find(connection, found.Id, key);
        var info = versionId is null ? current : VersionHistory.Find(connection, found, key, versionId, current)?.Object;
        return info?.ContentId == contentId;
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
