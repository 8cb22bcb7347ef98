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
        var keys = delete.All("Object").Select(entry => entry.Text("Key") ?? throw S3Errors.MalformedXml()).ToList();
        if (keys.Count is 0 or > MaxKeys) throw S3Errors.MalformedXml();
        var denials = keys.Distinct().Select(key => (Key: key, Denial: request.Guard.Find("DeleteObject", request, request.Bucket, key)))
            .Where(entry => entry.Denial is not null).ToDictionary(entry => entry.Key, entry => entry.Denial!);
        await store.Objects.DeleteAllAsync(request.Bucket, [.. keys.Where(key => !denials.ContainsKey(key))]);

        using var xml = new S3XmlDocument("DeleteResult");
        if (delete.Text("Quiet")?.Trim() != "true")
        {
            foreach (var key in keys.Where(key => !denials.ContainsKey(key))) xml.Add("Deleted", entry => entry.Add("Key", key));
        }
        foreach (var (key, denial) in denials) xml.Add("Error", entry => entry.Add("Key", key).Add("Code", "AccessDenied").Add("Message", denial.Message));
        await xml.SendAsync(request.Response, cancellationToken);
    }
}
