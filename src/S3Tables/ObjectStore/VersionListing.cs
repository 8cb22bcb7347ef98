using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.ObjectStore;

/// <summary>Which versions of a bucket's keys to list: those after a key, or within that key after a version.</summary>
public sealed record VersionQuery(string Prefix, string? Delimiter, string? KeyMarker, string? VersionIdMarker, int MaxKeys);

/// <summary>One page, newest first within each key. The markers name the last entry, to go on after; null on the last page.</summary>
public sealed record VersionPage(IReadOnlyList<ObjectVersion> Versions, IReadOnlyList<string> CommonPrefixes, string? NextKey, string? NextVersionId);

/// <summary>Lists versions by seeking in both tables, the current objects' and that of what lies below, and merging.</summary>
internal static class VersionListing
{
    /// <summary>Rows behind a common prefix are thrown away, so few are read at once where there may be one.</summary>
    private const int DelimitedBatch = 32;

    public static VersionPage Read(SqliteConnection connection, Bucket bucket, VersionQuery query)
    {
        var versions = new List<ObjectVersion>();
        var prefixes = new List<string>();
        var end = KeyOrder.After(query.Prefix);
        var from = Start(connection, bucket, query);
        // Of a key that the page before has begun, the latest version has been shown.
        var begun = from is { Below: { } } ? from.Value.Key : null;
        (string? Key, string? Version) last = default;
        while (from is { } position)
        {
            var wanted = query.MaxKeys - versions.Count - prefixes.Count + 1;
            var limit = query.Delimiter is null ? wanted : Math.Min(wanted, DelimitedBatch);
            var rows = Seek(connection, bucket.Id, position, end, limit);
            from = null;
            foreach (var row in rows)
            {
                if (versions.Count + prefixes.Count >= query.MaxKeys) return new VersionPage(versions, prefixes, last.Key, last.Version);
                if (CommonPrefix(row.Object.Key, query) is { } common)
                {
                    prefixes.Add(common);
                    last = (common, null);
                    from = Position.From(KeyOrder.After(common));
                    break;
                }
                var shown = row.Object with { VersionId = row.Object.VersionId ?? ObjectVersion.Null };
                versions.Add(row with { Object = shown, IsLatest = row.Object.Key != begun });
                begun = row.Object.Key;
                last = (begun, shown.VersionId);
                from = rows.Count < limit ? null : new Position(begun, row.Sequence);
            }
        }
        return new VersionPage(versions, prefixes, null, null);
    }

    private static Position? Start(SqliteConnection connection, Bucket bucket, VersionQuery query)
    {
        if (query.KeyMarker is not { Length: > 0 } key || KeyOrder.Compare(key, query.Prefix) < 0) return new Position(query.Prefix, null);
        if (query.VersionIdMarker is { Length: > 0 } id)
        {
            // Gone since: its key once more from the top misses nothing.
            var marker = VersionHistory.Find(connection, bucket, key, id, ObjectRows.Find(connection, bucket.Id, key));
            return new Position(key, marker?.Sequence);
        }
        return query.Delimiter is not null && CommonPrefix(key, query) == key ? Position.From(KeyOrder.After(key)) : new Position(key, 0);
    }

    private static string? CommonPrefix(string key, VersionQuery query)
    {
        if (string.IsNullOrEmpty(query.Delimiter) || !key.StartsWith(query.Prefix, StringComparison.Ordinal)) return null;
        var at = key.IndexOf(query.Delimiter, query.Prefix.Length, StringComparison.Ordinal);
        return at < 0 ? null : key[..(at + query.Delimiter.Length)];
    }

    private static List<ObjectVersion> Seek(SqliteConnection connection, long bucket, Position from, string? end, int limit)
    {
        var above = from.Below is null ? ">=" : ">";
        var below = end is null ? "" : " AND key < $end";
        var currents = connection.Query($"SELECT {ObjectRows.Columns} FROM object WHERE bucket = $bucket AND key {above} $from{below} ORDER BY key LIMIT $limit",
            row => new ObjectVersion(ObjectRows.Map(row), IsDeleteMarker: false, ObjectVersion.Current), Parameters());
        var olders = connection.Query($"SELECT {VersionRows.Columns} FROM object_version WHERE bucket = $bucket AND key {above} $from{below} ORDER BY key, sequence DESC LIMIT $limit",
            VersionRows.Map, Parameters());
        List<ObjectVersion> rest = from.Below is not { } sequence ? [] : connection.Query(
            $"SELECT {VersionRows.Columns} FROM object_version WHERE bucket = $bucket AND key = $key AND sequence < $sequence ORDER BY sequence DESC LIMIT $limit",
            VersionRows.Map, ("$bucket", bucket), ("$key", from.Key), ("$sequence", sequence), ("$limit", limit));
        return [.. rest, .. Merge(currents, olders).Take(limit - rest.Count)];

        (string, SqlValue)[] Parameters() => end is null
            ? [("$bucket", bucket), ("$from", from.Key), ("$limit", limit)]
            : [("$bucket", bucket), ("$from", from.Key), ("$end", end), ("$limit", limit)];
    }

    /// <summary>A key's current object comes before its older versions.</summary>
    private static IEnumerable<ObjectVersion> Merge(List<ObjectVersion> currents, List<ObjectVersion> olders)
    {
        var next = 0;
        foreach (var older in olders)
        {
            while (next < currents.Count && KeyOrder.Compare(currents[next].Object.Key, older.Object.Key) <= 0) yield return currents[next++];
            yield return older;
        }
        while (next < currents.Count) yield return currents[next++];
    }

    /// <summary>Where to go on: at a key's top, or below one of its versions.</summary>
    private readonly record struct Position(string Key, long? Below)
    {
        public static Position? From(string? key) => key is null ? null : new Position(key, null);
    }
}
