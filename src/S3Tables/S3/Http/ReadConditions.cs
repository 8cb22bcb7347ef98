using System.Globalization;
using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.S3.Http;

/// <summary>Whether a conditional GET or HEAD gets the object, 304 or 412.</summary>
/// <remarks>
/// S3 passes over a date that lies in the future, as RFC 2616 section 14.25 had it.
/// Where a tag and a date are both given, the tag decides (RFC 9110 section 13.2.2, and GetObject's documentation).
/// </remarks>
internal static class ReadConditions
{
    public static void Check(S3Request request, ObjectInfo info, DateTimeOffset now) =>
        Check(info, now, request.Header("If-Match"), request.Header("If-Unmodified-Since"), request.Header("If-None-Match"), request.Header("If-Modified-Since"), isCopy: false);

    /// <summary>A copy's source has conditions of its own, and knows no 304.</summary>
    public static void CheckCopySource(S3Request request, ObjectInfo info, DateTimeOffset now) => Check(info, now,
        request.Header("x-amz-copy-source-if-match"), request.Header("x-amz-copy-source-if-unmodified-since"),
        request.Header("x-amz-copy-source-if-none-match"), request.Header("x-amz-copy-source-if-modified-since"), isCopy: true);

    private static void Check(ObjectInfo info, DateTimeOffset now, string? match, string? unmodifiedSince, string? noneMatch, string? modifiedSince, bool isCopy)
    {
        var prefix = isCopy ? "x-amz-copy-source-" : "";
        // HTTP dates have whole seconds.
        var modified = DateTimeOffset.FromUnixTimeSeconds(info.Modified.ToUnixTimeSeconds());
        if (match is not null)
        {
            if (!ETags.Matches(match, info.ETag)) throw S3Errors.PreconditionFailed(prefix + "If-Match");
        }
        else if (Date(unmodifiedSince, now) is { } before && modified > before)
        {
            throw S3Errors.PreconditionFailed(prefix + "If-Unmodified-Since");
        }
        var isUnchanged = noneMatch is not null ? ETags.Matches(noneMatch, info.ETag) : Date(modifiedSince, now) is { } since && modified <= since;
        if (isUnchanged) throw isCopy ? S3Errors.PreconditionFailed(prefix + "If-None-Match") : S3Errors.New(304, "NotModified", "Not Modified", null);
    }

    private static DateTimeOffset? Date(string? text, DateTimeOffset now) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date <= now ? date : null;
}
