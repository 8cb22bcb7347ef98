using System.Globalization;
using System.Xml.Linq;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.S3.Http;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Multipart;

internal sealed class CompleteMultipartUpload(S3Store store) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        var id = request.Query["uploadId"]!;
        var condition = WriteConditions.Read(request);
        var body = await S3XmlBody.ReadAsync(request.Body, "CompleteMultipartUpload", cancellationToken) ?? throw S3Errors.MalformedXml();
        var parts = body.All("Part").Select(ReadPart).ToList();
        if (parts.Count is 0 or > UploadTable.MaxParts) throw S3Errors.MalformedXml();
        var stated = request.Header("x-amz-mp-object-size");
        if (stated is not null && FindSize(request, id, parts) is { } size) CheckSize(stated, size);
        var expected = FirstChecksum(algorithm => request.Header(algorithm.Header()));

        var info = await store.Uploads.CompleteAsync(request.Bucket, request.Key, id, parts, expected, condition);
        // The same request once more, whose upload is an object by now.
        if (stated is not null) CheckSize(stated, info.Size);
        VersionHeaders.Write(request.Response, info);
        EncryptionHeaders.Write(request, info.Attributes);
        using var xml = new S3XmlDocument("CompleteMultipartUploadResult");
        xml.Add("Location", $"{request.Http.Scheme}://{request.Http.Host}/{request.Bucket}/{Uri.EscapeDataString(request.Key)}")
            .Add("Bucket", request.Bucket).Add("Key", request.Key).Add("ETag", ETags.Quote(info.ETag));
        if (info.Attributes.Checksum is { } checksum) xml.Add(checksum.Algorithm.Element(), checksum.Value).Add("ChecksumType", checksum.Type.Name());
        await xml.SendAsync(request.Response, cancellationToken);
    }

    private static NamedPart ReadPart(XElement part)
    {
        if (!int.TryParse(part.Text("PartNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || part.Text("ETag") is not { } etag) throw S3Errors.MalformedXml();
        return new NamedPart(number, ETags.Unquote(etag), FirstChecksum(algorithm => part.Text(algorithm.Element())));
    }

    private static Checksum? FirstChecksum(Func<ChecksumAlgorithm, string?> valueOf) =>
        ChecksumNames.All.Select(algorithm => valueOf(algorithm) is { } value ? new Checksum(algorithm, value) : null).FirstOrDefault(checksum => checksum is not null);

    private static void CheckSize(string stated, long actual)
    {
        if (stated != actual.ToString(CultureInfo.InvariantCulture))
            throw S3Errors.InvalidRequest($"The provided 'x-amz-mp-object-size' header value {stated} does not match what was computed: {actual}");
    }

    /// <summary>The sum of the parts' sizes in bytes; null where there is no such upload, which may be completed already.</summary>
    private long? FindSize(S3Request request, string id, IReadOnlyList<NamedPart> parts)
    {
        var numbers = parts.Select(part => part.Number).ToHashSet();
        try
        {
            var (_, stored, _) = store.Uploads.ListParts(request.Bucket, request.Key, id, 0, UploadTable.MaxParts);
            return stored.Where(part => numbers.Contains(part.Number)).Sum(part => part.Size);
        }
        catch (StoreException e) when (e.Error == StoreError.NoSuchUpload)
        {
            return null;
        }
    }
}
