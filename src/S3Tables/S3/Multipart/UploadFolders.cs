using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.S3.Multipart;

/// <summary>A page of uploads in which those whose keys have the delimiter behind the prefix count as one: their common prefix.</summary>
internal sealed record UploadFolders(IReadOnlyList<Upload> Uploads, IReadOnlyList<string> CommonPrefixes, string? NextKey, string? NextId)
{
    /// <summary>The last character of Unicode: behind a prefix it is behind all keys with that prefix that clients make.</summary>
    private const string Last = "\U0010FFFF";

    public static UploadFolders Read(S3Store store, string bucket, UploadQuery query, string? delimiter)
    {
        var (uploads, prefixes) = (new List<Upload>(), new List<string>());
        var (key, id) = (query.KeyMarker, query.UploadIdMarker);
        while (true)
        {
            // At most what is missing and one more, which tells whether there are more.
            var (page, hasMore) = store.Uploads.List(bucket, query with { KeyMarker = key, UploadIdMarker = id, Max = query.Max - uploads.Count - prefixes.Count });
            var folded = false;
            foreach (var upload in page)
            {
                (key, id) = (upload.Key, upload.Id);
                if (Fold(upload.Key, query.Prefix, delimiter) is not { } prefix)
                {
                    uploads.Add(upload);
                    continue;
                }
                if (!prefixes.Contains(prefix)) prefixes.Add(prefix);
                (key, id, folded) = (prefix + Last, null, true);
                break;
            }
            if (!folded) return new(uploads, prefixes, hasMore ? key : null, hasMore ? id : null);
            if (uploads.Count + prefixes.Count < query.Max) continue;
            var isLast = store.Uploads.List(bucket, query with { KeyMarker = key, UploadIdMarker = null, Max = 1 }).Uploads.Count == 0;
            return new(uploads, prefixes, isLast ? null : key, null);
        }
    }

    private static string? Fold(string key, string prefix, string? delimiter)
    {
        if (delimiter is null) return null;
        var at = key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return at < 0 ? null : key[..(at + delimiter.Length)];
    }
}
