using System.Security.Cryptography;
using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.ObjectStore.Files;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.ObjectStore;

/// <summary>Multipart uploads. Each part is a file of its own until the upload is completed.</summary>
public sealed class UploadTable
{
    public const int MaxParts = 10_000;

    private readonly Database _database;
    private readonly FileStore _files;
    private readonly Reaper _reaper;
    private readonly ObjectTable _objects;
    private readonly TimeProvider _time;

    internal UploadTable(Database database, FileStore files, Reaper reaper, ObjectTable objects, TimeProvider time) =>
        (_database, _files, _reaper, _objects, _time) = (database, files, reaper, objects, time);

    /// <exception cref="StoreException">NoSuchBucket.</exception>
    public Task<Upload> CreateAsync(string bucket, string key, ObjectAttributes attributes) => _database.WriteAsync(connection =>
    {
        var upload = new Upload(RandomNumberGenerator.GetHexString(32, lowercase: true), key, _time.GetUtcNow(), attributes);
        UploadRows.Insert(connection, BucketTable.Require(connection, bucket).Id, upload);
        return upload;
    });

    /// <exception cref="StoreException">NoSuchBucket, NoSuchUpload.</exception>
    public Upload Require(string bucket, string key, string id) => _database.Read(connection => Require(connection, bucket, key, id));

    /// <exception cref="StoreException">NoSuchBucket, NoSuchUpload.</exception>
    public async Task<UploadedPart> PutPartAsync(string bucket, string key, string id, int number, IncomingContent content)
    {
        var file = await _files.PublishAsync(content.Path);
        var part = new UploadedPart(number, file.Id, content.Length, content.ETag, _time.GetUtcNow(), content.Checksum);
        return await file.CommitAsync(() => _database.WriteAsync(connection =>
        {
            Require(connection, bucket, key, id);
            if (UploadRows.PutPart(connection, id, part) is { } replaced) _reaper.Release(connection, replaced);
            return part;
        }));
    }

    /// <summary>The parts in order, at most <paramref name="max"/> and whether there are more.</summary>
    /// <exception cref="StoreException">NoSuchBucket, NoSuchUpload.</exception>
    public (Upload Upload, IReadOnlyList<UploadedPart> Parts, bool HasMore) ListParts(string bucket, string key, string id, int after, int max) => _database.Read(connection =>
    {
        var upload = Require(connection, bucket, key, id);
        var parts = UploadRows.Parts(connection, id, after, max + 1);
        return (upload, (IReadOnlyList<UploadedPart>)[.. parts.Take(max)], parts.Count > max);
    });

    /// <exception cref="StoreException">NoSuchBucket.</exception>
    public (IReadOnlyList<Upload> Uploads, bool HasMore) List(string bucket, UploadQuery query) => _database.Read(connection =>
    {
        var uploads = UploadRows.List(connection, BucketTable.Require(connection, bucket).Id, query);
        return ((IReadOnlyList<Upload>)[.. uploads.Take(query.Max)], uploads.Count > query.Max);
    });

    /// <exception cref="StoreException">NoSuchBucket, NoSuchUpload.</exception>
    public Task AbortAsync(string bucket, string key, string id) => _database.WriteAsync(connection =>
    {
        Require(connection, bucket, key, id);
        foreach (var file in UploadRows.Delete(connection, id)) _reaper.Release(connection, file);
    });

    /// <summary>Makes the named parts one object; once more with the same parts, and nothing happens.</summary>
    /// <exception cref="StoreException">NoSuchBucket, NoSuchUpload, InvalidPart, InvalidPartOrder, PartTooSmall, BadDigest, PreconditionFailed.</exception>
    public async Task<ObjectInfo> CompleteAsync(string bucket, string key, string id, IReadOnlyList<NamedPart> named, Checksum? expected, WriteCondition condition)
    {
        if (FindCompleted(bucket, key, id, named) is { } completed) return completed;
        var (upload, stored) = _database.Read(connection => (Require(connection, bucket, key, id), UploadRows.Parts(connection, id, 0, MaxParts)));
        var parts = PartSelection.Select(stored, named);
        var assembled = AssembledObject.From(upload, parts, expected);
        if (parts.Count == 1) return await CompleteAsync(bucket, id, assembled, parts[0].FileId, condition);

        var file = await _files.ConcatenateAsync([.. parts.Select(part => part.FileId)]);
        return await file.CommitAsync(() => CompleteAsync(bucket, id, assembled, file.Id, condition));
    }

    /// <summary>
    /// The object that this upload has become, where it has by the same parts. A client whose answer was lost on the way asks again, and S3 answers it the same.
    /// </summary>
    private ObjectInfo? FindCompleted(string bucket, string key, string id, IReadOnlyList<NamedPart> named)
    {
        var info = _objects.Find(bucket, key).Object;
        return info?.Attributes.UploadId == id && info.Attributes.Parts?.Count == named.Count && named.All(part => IsMd5(part.ETag))
            && info.ETag == AssembledObject.ETagOf([.. named.Select(part => part.ETag)]) ? info : null;
    }

    private static bool IsMd5(string etag) => etag.Length == 32 && etag.All(char.IsAsciiHexDigit);

    private static Upload Require(SqliteConnection connection, string bucket, string key, string id) =>
        UploadRows.Require(connection, BucketTable.Require(connection, bucket).Id, key, id);

    private Task<ObjectInfo> CompleteAsync(string bucket, string id, AssembledObject assembled, long contentId, WriteCondition condition) => _database.WriteAsync(connection =>
    {
        var target = BucketTable.Require(connection, bucket);
        // The parts' files were read outside of this transaction: the upload may be gone, or one of its parts another.
        UploadRows.Require(connection, target.Id, assembled.Key, id);
        PartSelection.CheckUnchanged(assembled.Parts, UploadRows.Parts(connection, id, 0, MaxParts));
        var info = new ObjectInfo(assembled.Key, contentId, assembled.Size, assembled.ETag, _time.GetUtcNow(), assembled.Attributes);
        var stored = _objects.Replace(connection, target, info, condition);
        foreach (var file in UploadRows.Delete(connection, id)) _reaper.Release(connection, file);
        return stored;
    });
}
