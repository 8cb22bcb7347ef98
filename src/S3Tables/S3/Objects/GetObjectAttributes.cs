using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.S3.Http;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Objects;

internal sealed class GetObjectAttributes(S3Store store) : IS3Operation
{
    private static readonly string[] Names = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];

    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        var wanted = (request.Header("x-amz-object-attributes") ?? throw S3Errors.InvalidRequest("The x-amz-object-attributes header specifying the attributes to be retrieved is either missing or empty"))
            .Split(',', StringSplitOptions.TrimEntries);
        if (wanted.FirstOrDefault(name => !Names.Contains(name)) is { } unknown) throw S3Errors.InvalidArgument("Invalid attribute name specified.", "x-amz-object-attributes", unknown);
        var info = store.Objects.Require(request.Bucket, request.Key, request.VersionId);
        VersionHeaders.Write(request.Response, info);
        request.Response.Headers.LastModified = info.Modified.ToString("r");

        using var xml = new S3XmlDocument("GetObjectAttributesResponse");
        if (wanted.Contains("ETag")) xml.Add("ETag", info.ETag);
        if (wanted.Contains("Checksum") && info.Attributes.Checksum is { } checksum)
            xml.Add("Checksum", entry => entry.Add(checksum.Algorithm.Element(), checksum.Value).Add("ChecksumType", checksum.Type.Name()));
        if (wanted.Contains("ObjectParts") && info.Attributes.Parts is { } parts) AttributeParts.Write(xml, request, parts, info.Attributes.Checksum?.Algorithm);
        if (wanted.Contains("StorageClass")) xml.Add("StorageClass", info.Attributes.StorageClass ?? "STANDARD");
        if (wanted.Contains("ObjectSize")) xml.Add("ObjectSize", info.Size);
        await xml.SendAsync(request.Response, cancellationToken);
    }
}
