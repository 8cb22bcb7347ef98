using Floe.S3Tables.Http.Authentication;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Http;
using Floe.S3Tables.S3.Objects;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Forms;

/// <summary>A browser's upload by a form that somebody with a key has signed.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html</remarks>
internal sealed class PostObject(S3Store store, FormAuthenticator authenticator, TimeProvider clock) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        var form = await FormReader.ReadAsync(request.Http.ContentType, request.Body, cancellationToken);
        var key = form.Require("key");
        var caller = authenticator.Authenticate(name => form[name]);
        var policy = form["policy"] is { } text ? PostPolicyParser.Parse(text) : null;
        policy?.Check(form, request.Bucket, clock.GetUtcNow());

        var upload = request with { Service = request.Service with { Caller = caller, Body = form.File }, Key = key, Headers = FormHeaders.Of(form) };
        upload.Guard.Check("PutObject", upload);
        var info = await StoreAsync(upload, form, policy, cancellationToken);
        await AnswerAsync(upload, form, info, cancellationToken);
    }

    private async Task<ObjectInfo> StoreAsync(S3Request upload, PostForm form, PostPolicy? policy, CancellationToken cancellationToken)
    {
        ObjectKeys.Check(upload.Key);
        var condition = WriteConditions.Read(upload);
        var attributes = ObjectHeaders.Read(upload);
        if (form["tagging"] is { } tagging) attributes = attributes with { Tags = TagSets.ParseXml(S3XmlBody.Parse(tagging, "Tagging")) };
        condition.Check(store.Objects.Find(upload.Bucket, upload.Key).Object?.ETag, upload.Key);

        var limit = Math.Min(policy?.MaxLength ?? long.MaxValue, UploadBody.MaxSize);
        using var incoming = await UploadBody.ReceiveAsync(store, upload with { Service = upload.Service with { Body = new FormFileStream(form.File, limit) } }, cancellationToken);
        policy?.CheckLength(incoming.Length);
        return await store.Objects.PutAsync(upload.Bucket, upload.Key, incoming, attributes, condition);
    }

    private static async Task AnswerAsync(S3Request upload, PostForm form, ObjectInfo info, CancellationToken cancellationToken)
    {
        var response = upload.Response;
        var etag = ETags.Quote(info.ETag);
        var location = $"{upload.Http.Scheme}://{upload.Http.Host}/{upload.Bucket}/{Uri.EscapeDataString(upload.Key)}";
        response.Headers.ETag = etag;
        VersionHeaders.Write(response, info);
        EncryptionHeaders.Write(upload, info.Attributes);
        ChecksumHeaders.Write(response, info.Attributes.Checksum);
        // S3 passes over an address that it cannot read.
        if (Uri.TryCreate(form["success_action_redirect"] ?? form["redirect"], UriKind.Absolute, out var redirect) && redirect.Scheme is "http" or "https")
        {
            var separator = redirect.Query.Length == 0 ? '?' : '&';
            response.StatusCode = StatusCodes.Status303SeeOther;
            response.Headers.Location = $"{redirect.AbsoluteUri}{separator}bucket={upload.Bucket}&key={Uri.EscapeDataString(upload.Key)}&etag={Uri.EscapeDataString(etag)}";
            return;
        }
        response.Headers.Location = location;
        response.StatusCode = form["success_action_status"] switch { "200" => 200, "201" => 201, _ => 204 };
        if (response.StatusCode != StatusCodes.Status201Created) return;
        using var xml = new S3XmlDocument("PostResponse");
        xml.Add("Location", location).Add("Bucket", upload.Bucket).Add("Key", upload.Key).Add("ETag", etag);
        await xml.SendAsync(response, cancellationToken);
    }
}
