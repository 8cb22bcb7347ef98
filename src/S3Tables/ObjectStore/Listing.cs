using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.ObjectStore;

/// <summary>
/// Lists by seeking in the primary key: a page costs what it shows, wherever in the bucket it begins, and a common prefix is one seek past
/// all the keys it stands for.
/// </summary>
internal static class Listing
{
    /// <summary>Above every key: text in UTF-8 has no such byte.</summary>
    private static readonly byte[] NoEnd = [0xFF];

    public static ListingPage Read(SqliteConnection connection, long bucket, ListingQuery query)
    {
        var page = new Page(query);
        var (from, isInclusive) = Start(query);
        if (query.MaxKeys == 0 || from is null) return page.Finish(hasMore: false);
        // One statement for the page, moved on where a common prefix is skipped.
        using var use = new StatementUse(connection, $"SELECT {ObjectRows.Columns} FROM object WHERE bucket = $bucket AND key >= $from AND key < $end ORDER BY key", []);
        var rows = use.Statement;
        rows.Bind("$bucket", bucket);
        rows.Bind("$end", KeyOrder.After(query.Prefix) is { } end ? end : NoEnd);
        rows.Bind("$from", from);
        while (rows.Step())
        {
            var key = rows.Row.GetString(0);
            if (!isInclusive && key == from) continue;
            if (page.IsFull) return page.Finish(hasMore: true);
            if (CommonPrefix(key, query) is not { } common)
            {
                page.Add(ObjectRows.Map(rows.Row));
                continue;
            }
            page.Add(common);
            if (KeyOrder.After(common) is not { } next) break;
            (from, isInclusive) = (next, true);
            rows.Rewind();
            rows.Bind("$from", from);
        }
        return page.Finish(hasMore: false);
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

    /// <summary>What is to be shown so far.</summary>
    private sealed class Page(ListingQuery query)
    {
        private readonly List<ObjectInfo> _objects = [];
        private readonly List<string> _prefixes = [];
        private string? _last;

        public bool IsFull => _objects.Count + _prefixes.Count >= query.MaxKeys;

        public void Add(ObjectInfo info)
        {
            _objects.Add(info);
            _last = info.Key;
        }

        public void Add(string prefix)
        {
            _prefixes.Add(prefix);
            _last = prefix;
        }

        public ListingPage Finish(bool hasMore) => new(_objects, _prefixes, hasMore ? _last : null);
    }
}
