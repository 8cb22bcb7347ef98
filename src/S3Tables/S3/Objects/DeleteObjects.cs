using System.Xml.Linq;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Http;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Objects;

/// <summary>Up to 1,000 keys. Those without a condition go in one transaction.</summary>
internal sealed class DeleteObjects(S3Store store) : IS3Operation
{
    private const int MaxKeys = 1000;

    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        if (UploadDigests.Read(request) is { Md5: null, Expected: null, IsInTrailer: false })
            throw S3Errors.InvalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        using var body = await VerifiedXml.ReadAsync(request, cancellationToken);
        var delete = S3XmlBody.Parse(body, "Delete");
        var entries = delete.All("Object").Select(ReadEntry).ToList();
        if (entries.Count is 0 or > MaxKeys) throw S3Errors.MalformedXml();
        var outcomes = await DeleteAsync(request, entries);

        using var xml = new S3XmlDocument("DeleteResult");
        var isQuiet = delete.Text("Quiet")?.Trim() == "true";
        foreach (var (entry, outcome) in entries.Zip(outcomes)) Write(xml, entry, outcome, isQuiet);
        await xml.SendAsync(request.Response, cancellationToken);
    }

    private static Entry ReadEntry(XElement entry)
    {
        // For directory buckets only. To pass over a condition would delete what its sender wants kept.
        foreach (var condition in new[] { "LastModifiedTime", "Size" })
        {
            if (entry.Text(condition) is not null) throw S3Errors.ConditionNotImplemented(condition);
        }
        return new(
            entry.Text("Key") ?? throw S3Errors.MalformedXml(), entry.Text("VersionId") is { Length: > 0 } id ? id : null, entry.Text("ETag") is { Length: > 0 } etag ? ETags.Unquote(etag) : null);
    }

    private async Task<IReadOnlyList<Outcome>> DeleteAsync(S3Request request, IReadOnlyList<Entry> entries)
    {
        var outcomes = entries.Select(entry => Deny(request, entry)).ToArray();
        var plain = Enumerable.Range(0, entries.Count).Where(at => outcomes[at] is null && entries[at].ETag is null).ToList();
        var deletions = await store.Objects.DeleteAllAsync(request.Bucket, [.. plain.Select(at => (entries[at].Key, entries[at].VersionId))]);
        foreach (var (at, deletion) in plain.Zip(deletions)) outcomes[at] = new(deletion, null, null);
        for (var at = 0; at < entries.Count; at++) outcomes[at] ??= await DeleteIfMatchAsync(request.Bucket, entries[at]);
        return outcomes!;
    }

    private async Task<Outcome> DeleteIfMatchAsync(string bucket, Entry entry)
    {
        try
        {
            return new(await store.Objects.DeleteAsync(bucket, entry.Key, new WriteCondition(entry.ETag, IfAbsent: false), entry.VersionId), null, null);
        }
        catch (StoreException e) when (e.Error is StoreError.PreconditionFailed or StoreError.NoSuchKey)
        {
            var error = S3Errors.From(e);
            return new(null, error.Code, error.Message);
        }
    }

    private static Outcome? Deny(S3Request request, Entry entry) =>
        request.Guard.Find(entry.VersionId is null ? "DeleteObject" : "DeleteObjectVersion", request, request.Bucket, entry.Key) is { } denial ? new(null, "AccessDenied", denial.Message) : null;

    private static void Write(S3XmlDocument xml, Entry entry, Outcome outcome, bool isQuiet)
    {
        if (outcome.Deletion is not { } deletion)
        {
            xml.Add("Error", element => element.Add("Key", entry.Key).Add("VersionId", entry.VersionId).Add("Code", outcome.Code).Add("Message", outcome.Message));
            return;
        }
        if (isQuiet) return;
        xml.Add("Deleted", element =>
        {
            element.Add("Key", entry.Key).Add("VersionId", entry.VersionId);
            if (deletion.IsDeleteMarker) element.Add("DeleteMarker", true).Add("DeleteMarkerVersionId", deletion.VersionId);
        });
    }

    private sealed record Entry(string Key, string? VersionId, string? ETag);

    /// <summary>A deletion, or why there was none.</summary>
    private sealed record Outcome(Deletion? Deletion, string? Code, string? Message);
}
