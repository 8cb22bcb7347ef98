using System.Text.Json;
using System.Text.Json.Serialization;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Objects;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Buckets;

/// <summary>GetBucketTagging, PutBucketTagging, DeleteBucketTagging.</summary>
internal sealed class BucketTagging(S3Store store) : IS3Operation
{
    private const string Setting = "tagging";
    private const int MaxTags = 50;

    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        if (HttpMethods.IsGet(request.Http.Method))
        {
            var json = store.Buckets.FindSetting(request.Bucket, Setting) ?? throw S3Errors.New(404, "NoSuchTagSet", "The TagSet does not exist", null, ("BucketName", request.Bucket));
            await TagSets.SendAsync(request.Response, JsonSerializer.Deserialize(json, BucketTagsJson.Default.DictionaryStringString)!, cancellationToken);
            return;
        }
        string? document = null;
        if (HttpMethods.IsPut(request.Http.Method))
        {
            using var body = await VerifiedXml.ReadAsync(request, cancellationToken);
            document = JsonSerializer.Serialize(new(TagSets.ParseXml(S3XmlBody.Parse(body, "Tagging"), MaxTags)), BucketTagsJson.Default.DictionaryStringString);
        }
        await store.Buckets.PutSettingAsync(request.Bucket, Setting, document);
        request.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class BucketTagsJson : JsonSerializerContext;
