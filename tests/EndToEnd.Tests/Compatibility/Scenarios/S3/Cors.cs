using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3;

[Scenarios(Area.S3)]
internal static class Cors
{
    private static readonly object Configuration = new
    {
        CORSRules = new[]
        {
            new
            {
                AllowedOrigins = new[] { "https://lake.example" }, AllowedMethods = new[] { "GET", "PUT" }, AllowedHeaders = new[] { "*" },
                ExposeHeaders = new[] { "ETag" }, MaxAgeSeconds = 600,
            },
        },
    };

    [Proves("PutBucketCors", "GetBucketCors", "DeleteBucketCors")]
    public static async Task Rules_are_put_read_and_taken_away(Scene scene)
    {
        var bucket = await scene.NewBucket();

        await scene.Do("PutBucketCors", new { Bucket = bucket, CORSConfiguration = Configuration });
        var rule = Assert.Single((await scene.Do("GetBucketCors", new { Bucket = bucket })).Items("CORSRules"));
        await scene.Do("DeleteBucketCors", new { Bucket = bucket });

        Assert.Equal(["https://lake.example"], rule.Texts("AllowedOrigins"));
        Assert.Equal(["GET", "PUT"], rule.Texts("AllowedMethods"));
        Assert.Equal(["*"], rule.Texts("AllowedHeaders"));
        Assert.Equal(["ETag"], rule.Texts("ExposeHeaders"));
        Assert.Equal(600, rule.Number("MaxAgeSeconds"));
        await scene.Refused("GetBucketCors", new { Bucket = bucket }, "NoSuchCORSConfiguration", 404);
    }

    [Proves("PutBucketCors")]
    public static async Task A_browser_from_an_allowed_origin_is_let_in_and_another_is_not(Scene scene)
    {
        var bucket = await scene.NewBucket();
        await scene.Do("PutBucketCors", new { Bucket = bucket, CORSConfiguration = Configuration });

        using var allowed = await PreflightAsync(scene, bucket, "https://lake.example");
        using var other = await PreflightAsync(scene, bucket, "https://other.example");

        Assert.Equal(200, (int)allowed.StatusCode);
        Assert.Equal("https://lake.example", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal(403, (int)other.StatusCode);
    }

    private static async Task<HttpResponseMessage> PreflightAsync(Scene scene, string bucket, string origin)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(scene.Endpoint, $"/{bucket}/k"))
        {
            Headers = { { "Origin", origin }, { "Access-Control-Request-Method", "PUT" } },
        };
        return await http.SendAsync(request, scene.CancellationToken);
    }
}
