using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Http;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Objects;

/// <summary>GetObjectTagging, PutObjectTagging, DeleteObjectTagging.</summary>
internal sealed class ObjectTagging(S3Store store) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        if (HttpMethods.IsGet(request.Http.Method))
        {
            await SendAsync(request, cancellationToken);
            return;
        }
        IReadOnlyDictionary<string, string>? tags = null;
        if (HttpMethods.IsPut(request.Http.Method))
        {
            using var body = await VerifiedXml.ReadAsync(request, cancellationToken);
            tags = TagSets.ParseXml(S3XmlBody.Parse(body, "Tagging"));
        }
        else
        {
            request.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        var info = await store.Objects.SetAttributesAsync(request.Bucket, request.Key, request.VersionId, attributes => attributes with { Tags = tags });
        VersionHeaders.Write(request.Response, info);
    }

    private async Task SendAsync(S3Request request, CancellationToken cancellationToken)
    {
        var info = store.Objects.Require(request.Bucket, request.Key, request.VersionId);
        VersionHeaders.Write(request.Response, info);
        await TagSets.SendAsync(request.Response, info.Attributes.Tags ?? new Dictionary<string, string>(), cancellationToken);
    }
}
