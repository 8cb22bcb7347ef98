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
        await store.Objects.DeleteAllAsync(request.Bucket, keys);

        using var xml = new S3XmlDocument("DeleteResult");
        if (delete.Text("Quiet")?.Trim() != "true")
        {
            foreach (var key in keys) xml.Add("Deleted", entry => entry.Add("Key", key));
        }
        await xml.SendAsync(request.Response, cancellationToken);
    }
}
