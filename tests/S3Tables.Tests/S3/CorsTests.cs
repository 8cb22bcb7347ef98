using System.Net;
using Amazon.S3.Model;

namespace Floe.S3Tables.Tests.S3;

public sealed class CorsTests(S3Fixture fixture) : IClassFixture<S3Fixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rules_are_kept_as_they_were_put()
    {
        var bucket = await ConfiguredAsync(new CORSRule
        {
            Id = "one", AllowedOrigins = ["https://*.lake.example"], AllowedMethods = ["GET", "PUT"], AllowedHeaders = ["x-amz-*"], ExposeHeaders = ["ETag"], MaxAgeSeconds = 600,
        });

        var rule = Assert.Single((await fixture.S3.GetCORSConfigurationAsync(bucket, Token)).Configuration.Rules);

        Assert.Equal(("one", "https://*.lake.example", 600), (rule.Id, rule.AllowedOrigins.Single(), rule.MaxAgeSeconds));
        await fixture.S3.DeleteCORSConfigurationAsync(bucket, Token);
        using var gone = await fixture.Raw.GetAsync($"{bucket}?cors", Token);
        await S3Assert.RefusedAsync(HttpStatusCode.NotFound, "NoSuchCORSConfiguration", gone);
    }

    [Theory]
    [InlineData("https://a.lake.example", "GET", "X-Amz-Date", true)]
    [InlineData("https://a.lake.example", "DELETE", "x-amz-date", false)]
    [InlineData("https://a.lake.example", "GET", "authorization", false)]
    [InlineData("https://lake.example", "GET", "", false)]
    [InlineData("http://a.lake.example", "GET", "", false)]
    public async Task A_preflight_is_answered_by_the_first_rule_that_allows_all_of_it(string origin, string method, string headers, bool isAllowed)
    {
        var bucket = await ConfiguredAsync(new CORSRule { AllowedOrigins = ["https://*.lake.example"], AllowedMethods = ["GET"], AllowedHeaders = ["x-amz-*"] });

        using var answer = await PreflightAsync(bucket, origin, method, headers);

        if (!isAllowed)
        {
            await S3Assert.RefusedAsync(HttpStatusCode.Forbidden, "AccessForbidden", answer);
            return;
        }
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(origin, answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("x-amz-date", answer.Headers.GetValues("Access-Control-Allow-Headers").Single());
    }

    [Fact]
    public async Task A_bucket_without_rules_lets_no_page_in()
    {
        using var answer = await PreflightAsync(await fixture.NewBucketAsync(), "https://lake.example", "GET", "");

        await S3Assert.RefusedAsync(HttpStatusCode.Forbidden, "AccessForbidden", answer);
    }

    [Fact]
    public async Task Answers_and_errors_alike_may_be_read_by_the_page()
    {
        var bucket = await ConfiguredAsync(new CORSRule { AllowedOrigins = ["*"], AllowedMethods = ["GET"], ExposeHeaders = ["ETag"] });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{bucket}/missing") { Headers = { { "Origin", "https://anywhere.example" } } };

        using var answer = await fixture.Raw.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("ETag", answer.Headers.GetValues("Access-Control-Expose-Headers").Single());
    }

    [Fact]
    public async Task A_rule_with_two_wildcards_or_another_method_is_refused()
    {
        var bucket = await fixture.NewBucketAsync();
        foreach (var rule in new[] { "<AllowedOrigin>*.*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>", "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>OPTIONS</AllowedMethod>" })
        {
            using var answer = await fixture.Raw.PutAsync($"{bucket}?cors", new StringContent($"<CORSConfiguration><CORSRule>{rule}</CORSRule></CORSConfiguration>"), Token);
            await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "InvalidRequest", answer);
        }
    }

    [Fact]
    public async Task Tags_of_a_bucket_are_kept_until_they_are_taken_away()
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.S3.PutBucketTaggingAsync(bucket, [new Tag { Key = "team", Value = "lake" }], Token);

        Assert.Equal("lake", (await fixture.S3.GetBucketTaggingAsync(new GetBucketTaggingRequest { BucketName = bucket }, Token)).TagSet.Single().Value);
        await fixture.S3.DeleteBucketTaggingAsync(bucket, Token);
        using var gone = await fixture.Raw.GetAsync($"{bucket}?tagging", Token);
        await S3Assert.RefusedAsync(HttpStatusCode.NotFound, "NoSuchTagSet", gone);
    }

    private async Task<string> ConfiguredAsync(CORSRule rule)
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.S3.PutCORSConfigurationAsync(bucket, new CORSConfiguration { Rules = [rule] }, Token);
        return bucket;
    }

    private async Task<HttpResponseMessage> PreflightAsync(string bucket, string origin, string method, string headers)
    {
        using var browser = new HttpClient { BaseAddress = fixture.Host.Endpoint };
        using var request = new HttpRequestMessage(HttpMethod.Options, $"{bucket}/k") { Headers = { { "Origin", origin }, { "Access-Control-Request-Method", method } } };
        if (headers.Length > 0) request.Headers.Add("Access-Control-Request-Headers", headers);
        return await browser.SendAsync(request, Token);
    }
}
