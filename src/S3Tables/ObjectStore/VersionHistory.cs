using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.ObjectStore;

/// <summary>
/// Keeps what is overwritten or deleted. The current objects have a table of their own, so reading and listing them cost the same with and without versions;
/// when the top of a key goes, the next version takes its place there.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html</remarks>
internal sealed class VersionHistory(Reaper reaper, TimeProvider time)
{
    private const string IdAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";
    private const int IdLength = 32;

    /// <summary>The id of what is written next; null for the null version.</summary>
    public static string? NewId(Bucket bucket) => bucket.Versioning == BucketVersioning.Enabled ? RandomNumberGenerator.GetString(IdAlphabet, IdLength) : null;

    /// <summary>Makes way for what is written next, and returns the contents that lose their row by it.</summary>
    public static IReadOnlyList<long> Retire(SqliteConnection connection, Bucket bucket, string key, ObjectInfo? current)
    {
        if (bucket.Versioning == BucketVersioning.Off) return current is null ? [] : [current.ContentId];
        var isKept = current is not null && (bucket.Versioning == BucketVersioning.Enabled || current.VersionId is not null);
        if (isKept) VersionRows.Push(connection, bucket.Id, current!, isDeleteMarker: false);
        if (bucket.Versioning == BucketVersioning.Enabled) return [];
        // The next one is the null version, of which there is only one.
        var lost = new List<long>();
        if (current is not null && !isKept) lost.Add(current.ContentId);
        if (VersionRows.Find(connection, bucket.Id, key, null) is { } older)
        {
            VersionRows.Remove(connection, bucket.Id, older);
            if (!older.IsDeleteMarker) lost.Add(older.Object.ContentId);
        }
        return lost;
    }

    /// <summary>Deletes the current object: by a delete marker where the bucket has versions.</summary>
    public Deletion Delete(SqliteConnection connection, Bucket bucket, string key, ObjectInfo? current)
    {
        var lost = Retire(connection, bucket, key, current);
        if (current is not null) ObjectRows.Delete(connection, bucket.Id, key);
        foreach (var content in lost) reaper.Release(connection, content);
        if (bucket.Versioning == BucketVersioning.Off) return Deletion.Plain;
        var marker = new ObjectInfo(key, 0, 0, "", time.GetUtcNow(), ObjectAttributes.None) { VersionId = NewId(bucket) };
        VersionRows.Push(connection, bucket.Id, marker, isDeleteMarker: true);
        return new Deletion(bucket.Show(marker).VersionId, IsDeleteMarker: true);
    }

    /// <summary>Removes one version for good. Removing what is not there succeeds, as on S3.</summary>
    public Deletion DeleteVersion(SqliteConnection connection, Bucket bucket, string key, string versionId, ObjectInfo? current)
    {
        if (Find(connection, bucket, key, versionId, current) is not { } version) return new Deletion(versionId, false);
        if (version.Sequence == ObjectVersion.Current) ObjectRows.Delete(connection, bucket.Id, key);
        else VersionRows.Remove(connection, bucket.Id, version);
        if (current is null || version.Sequence == ObjectVersion.Current) Promote(connection, bucket, key);
        if (!version.IsDeleteMarker) reaper.Release(connection, version.Object.ContentId);
        return new Deletion(versionId, version.IsDeleteMarker);
    }

    /// <summary>A version by its id, the current object among them.</summary>
    public static ObjectVersion? Find(SqliteConnection connection, Bucket bucket, string key, string versionId, ObjectInfo? current)
    {
        var stored = versionId == ObjectVersion.Null ? null : versionId;
        return current is not null && current.VersionId == stored
            ? new ObjectVersion(current, IsDeleteMarker: false, ObjectVersion.Current)
            : VersionRows.Find(connection, bucket.Id, key, stored);
    }

    private static void Promote(SqliteConnection connection, Bucket bucket, string key)
    {
        if (VersionRows.Top(connection, bucket.Id, key) is not { IsDeleteMarker: false } top) return;
        VersionRows.Remove(connection, bucket.Id, top);
        ObjectRows.Put(connection, bucket.Id, top.Object);
    }
}
