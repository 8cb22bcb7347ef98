using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Http;

namespace Floe.S3Tables.S3.Objects;

/// <summary>GetObject and HeadObject: the same answer, with and without the bytes.</summary>
internal sealed class GetObject(S3Store store, TimeProvider clock) : IS3Operation
{
    private static readonly (string Parameter, string Header)[] Overrides =
    [
        ("response-content-type", "Content-Type"), ("response-content-language", "Content-Language"), ("response-expires", "Expires"), ("response-cache-control", "Cache-Control"),
        ("response-content-disposition", "Content-Disposition"), ("response-content-encoding", "Content-Encoding"),
    ];

    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        EncryptionHeaders.RefuseOnRead(request);
        if (HttpMethods.IsHead(request.Http.Method))
        {
            Describe(request, store.Objects.Require(request.Bucket, request.Key, request.VersionId));
            return;
        }
        var (info, content) = store.Objects.Open(request.Bucket, request.Key, request.VersionId);
        using (content)
        {
            var (start, length) = Describe(request, info);
            await ObjectSender.SendAsync(content, start, length, request.Response, cancellationToken);
        }
    }

    /// <summary>Writes status and headers, and says which bytes belong to the answer.</summary>
    private ByteRange Describe(S3Request request, ObjectInfo info)
    {
        ReadConditionsOrHeaders(request, info);
        var part = PartRange.Find(request.Query["partNumber"], info);
        var range = Range(request, info, part);
        ObjectHeaders.Write(request, info);
        foreach (var (parameter, header) in Overrides)
        {
            if (request.Query[parameter] is { } value) request.Response.Headers[header] = HeaderText.Checked(parameter, value);
        }
        var whole = new ByteRange(0, info.Size);
        // A checksum covers the whole object, so it says nothing of a range.
        if (range is null && request.Header("x-amz-checksum-mode") is "ENABLED") ChecksumHeaders.Write(request.Response, info.Attributes.Checksum);
        if (part is not null && info.Attributes.Parts is { } parts) request.Response.Headers["x-amz-mp-parts-count"] = parts.Count.ToString();
        if (range is { } some)
        {
            request.Response.StatusCode = StatusCodes.Status206PartialContent;
            request.Response.Headers.ContentRange = some.ContentRange(info.Size);
        }
        request.Response.ContentLength = (range ?? whole).Length;
        return range ?? whole;
    }

    private static ByteRange? Range(S3Request request, ObjectInfo info, ByteRange? part)
    {
        var header = request.Header("Range");
        if (header is not null && request.Query.Has("partNumber")) throw S3Errors.InvalidRequest("Cannot specify both Range header and partNumber query parameter");
        try
        {
            return part ?? ByteRange.Parse(header, info.Size);
        }
        catch (Floe.S3Tables.Http.ServiceException e) when (e.Status == StatusCodes.Status416RangeNotSatisfiable)
        {
            request.Response.Headers.ContentRange = $"bytes */{info.Size}";
            throw;
        }
    }

    /// <summary>304 carries the headers that tell the client what it has is current.</summary>
    private void ReadConditionsOrHeaders(S3Request request, ObjectInfo info)
    {
        try
        {
            ReadConditions.Check(request, info, clock.GetUtcNow());
        }
        catch (Floe.S3Tables.Http.ServiceException e) when (e.Status == StatusCodes.Status304NotModified)
        {
            request.Response.Headers.ETag = ETags.Quote(info.ETag);
            request.Response.Headers.LastModified = info.Modified.ToString("r");
            VersionHeaders.Write(request.Response, info);
            throw;
        }
    }
}
