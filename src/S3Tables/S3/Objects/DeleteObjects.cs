using System.Xml.Linq;
using Floe.S3Tables.Authorization;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Objects;

/// <summary>Up to 1,000 keys, in one transaction.</summary>
internal sealed class DeleteObjects(S3Store store) : IS3Operation
{
    private const int MaxKeys = 1000;

    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        using var body = await VerifiedXml.ReadAsync(request, cancellationToken);
        var delete = S3XmlBody.Parse(body, "Delete");
        var entries = delete.All("Object").Select(ReadEntry).ToList();
        if (entries.Count is 0 or > MaxKeys) throw S3Errors.MalformedXml();
        var denials = entries.Distinct().Select(entry => (Entry: entry, Denial: Deny(request, entry))).Where(pair => pair.Denial is not null).ToDictionary(pair => pair.Entry, pair => pair.Denial!);
        var allowed = entries.Where(entry => !denials.ContainsKey(entry)).ToList();
        var deletions = await store.Objects.DeleteAllAsync(request.Bucket, allowed);

        using var xml = new S3XmlDocument("DeleteResult");
        if (delete.Text("Quiet")?.Trim() != "true")
        {
            foreach (var ((key, versionId), deletion) in allowed.Zip(deletions)) xml.Add("Deleted", element => Write(element, key, versionId, deletion));
        }
        foreach (var ((key, versionId), denial) in denials)
            xml.Add("Error", element => element.Add("Key", key).Add("VersionId", versionId).Add("Code", "AccessDenied").Add("Message", denial.Message));
        await xml.SendAsync(request.Response, cancellationToken);
    }

    private static (string Key, string? VersionId) ReadEntry(XElement entry) =>
        (entry.Text("Key") ?? throw S3Errors.MalformedXml(), entry.Text("VersionId") is { Length: > 0 } id ? id : null);

    private static Denial? Deny(S3Request request, (string Key, string? VersionId) entry) =>
        request.Guard.Find(entry.VersionId is null ? "DeleteObject" : "DeleteObjectVersion", request, request.Bucket, entry.Key);

    private static void Write(S3XmlDocument element, string key, string? versionId, Deletion deletion)
    {
        element.Add("Key", key).Add("VersionId", versionId);
        if (deletion.IsDeleteMarker) element.Add("DeleteMarker", true).Add("DeleteMarkerVersionId", deletion.VersionId);
    }
}
