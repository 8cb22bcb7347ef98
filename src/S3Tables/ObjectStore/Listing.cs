using System.Text;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.ObjectStore;

/// <summary>
/// Lists by seeking in the primary key: a page costs what it shows, wherever in the bucket it begins, and a common prefix is one seek past
/// all the keys it stands for.
/// </summary>
internal static class Listing
{
    public static ListingPage Read(SqliteConnection connection, long bucket, ListingQuery query)
    {
        var objects = new List<ObjectInfo>();
        var prefixes = new List<string>();
        var end = KeyOrder.After(query.Prefix);
        var (from, isInclusive) = Start(query);
        string? last = null;
        var batch = query.Delimiter is null ? int.MaxValue : 1;
        while (from is not null)
        {
            var wanted = query.MaxKeys - objects.Count - prefixes.Count;
            // One more than wanted tells whether there is a next page.
            var rows = Seek(connection, bucket, from, isInclusive, end, Math.Min(wanted + 1, batch));
            if (rows.Count == 0) return new ListingPage(objects, prefixes, null);
            from = null;
            // Rows behind a common prefix are thrown away, so prefixes side by side are best read one by one, and plain keys many at once.
            batch = CommonPrefix(rows[^1].Key, query) is null ? (int)Math.Min(batch * 4L, int.MaxValue) : 1;
            foreach (var row in rows)
            {
                if (objects.Count + prefixes.Count >= query.MaxKeys) return new ListingPage(objects, prefixes, last);
                if (CommonPrefix(row.Key, query) is { } common)
                {
                    prefixes.Add(last = common);
                    (from, isInclusive) = (KeyOrder.After(common), true);
                    break;
                }
                objects.Add(row);
                (from, isInclusive) = (last = row.Key, false);
            }
        }
        return new ListingPage(objects, prefixes, null);
    }

    private static (string? From, bool IsInclusive) Start(ListingQuery query)
    {
        if (query.After is not { Length: > 0 } after) return (query.Prefix, true);
        if (KeyOrder.Compare(after, query.Prefix) < 0) return (query.Prefix, true);
        // Going on after a common prefix means going on after all of its keys.
        return query.Delimiter is not null && CommonPrefix(after, query) == after ? (KeyOrder.After(after), true) : (after, false);
    }

    private static string? CommonPrefix(string key, ListingQuery query)
    {
        if (string.IsNullOrEmpty(query.Delimiter) || !key.StartsWith(query.Prefix, StringComparison.Ordinal)) return null;
        var at = key.IndexOf(query.Delimiter, query.Prefix.Length, StringComparison.Ordinal);
        return at < 0 ? null : key[..(at + query.Delimiter.Length)];
    }

    private static List<ObjectInfo> Seek(SqliteConnection connection, long bucket, string from, bool isInclusive, string? end, int limit)
    {
        var sql = new StringBuilder($"SELECT {ObjectRows.Columns} FROM object WHERE bucket = $bucket AND key {(isInclusive ? ">=" : ">")} $from");
        if (end is not null) sql.Append(" AND key < $end");
        sql.Append(" ORDER BY key LIMIT $limit");
        return end is null
            ? connection.Query(sql.ToString(), ObjectRows.Map, ("$bucket", bucket), ("$from", from), ("$limit", limit))
            : connection.Query(sql.ToString(), ObjectRows.Map, ("$bucket", bucket), ("$from", from), ("$end", end), ("$limit", limit));
    }
}
