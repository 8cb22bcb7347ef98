using System.Text.Json;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Cors;

/// <summary>GetBucketCors, PutBucketCors, DeleteBucketCors.</summary>
internal sealed class BucketCors(S3Store store) : IS3Operation
{
    private const string Setting = "cors";

    /// <summary>The bucket's rules; null where it has none.</summary>
    public static IReadOnlyList<CorsRule>? Find(S3Store store, string bucket) =>
        store.Buckets.FindSetting(bucket, Setting) is { } json ? JsonSerializer.Deserialize(json, CorsJson.Default.ListCorsRule) : null;

    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        if (HttpMethods.IsGet(request.Http.Method))
        {
            var rules = Find(store, request.Bucket)
                ?? throw S3Errors.New(404, "NoSuchCORSConfiguration", "The CORS configuration does not exist", null, ("BucketName", request.Bucket));
            using var xml = new S3XmlDocument("CORSConfiguration");
            CorsXml.Write(xml, rules);
            await xml.SendAsync(request.Response, cancellationToken);
        }
        else if (HttpMethods.IsPut(request.Http.Method))
        {
            using var body = await VerifiedXml.ReadAsync(request, cancellationToken);
            var rules = CorsXml.Parse(S3XmlBody.Parse(body, "CORSConfiguration"));
            await store.Buckets.PutSettingAsync(request.Bucket, Setting, JsonSerializer.Serialize(rules, CorsJson.Default.ListCorsRule));
        }
        else
        {
            await store.Buckets.PutSettingAsync(request.Bucket, Setting, null);
            request.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }
}
