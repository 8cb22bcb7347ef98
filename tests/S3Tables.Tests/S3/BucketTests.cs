using System.Net;
using Amazon.S3.Model;

namespace Floe.S3Tables.Tests.S3;

public sealed class BucketTests(S3Fixture fixture) : IClassFixture<S3Fixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bucket_lives_from_create_to_delete()
    {
        var bucket = await fixture.NewBucketAsync();

        Assert.Contains((await fixture.S3.ListBucketsAsync(Token)).Buckets, b => b.BucketName == bucket);
        Assert.Equal("us-east-1", (await fixture.S3.HeadBucketAsync(new HeadBucketRequest { BucketName = bucket }, Token)).BucketRegion);
        Assert.Equal("", (await fixture.S3.GetBucketLocationAsync(bucket, Token)).Location.Value);

        await fixture.S3.DeleteBucketAsync(bucket, Token);
        await S3Assert.FailsAsync(HttpStatusCode.NotFound, "NoSuchBucket", () => fixture.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Token));
    }

    [Fact]
    public async Task Creating_an_own_bucket_again_succeeds_in_us_east_1()
    {
        var bucket = await fixture.NewBucketAsync();

        Assert.Equal(HttpStatusCode.OK, (await fixture.S3.PutBucketAsync(bucket, Token)).HttpStatusCode);
    }

    [Fact]
    public async Task A_bucket_with_objects_is_not_deleted()
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "x" }, Token);

        await S3Assert.FailsAsync(HttpStatusCode.Conflict, "BucketNotEmpty", () => fixture.S3.DeleteBucketAsync(bucket, Token));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Upper-Case")]
    [InlineData("under_score")]
    [InlineData("-dash")]
    [InlineData("dot..dot")]
    [InlineData("192.168.0.1")]
    [InlineData("taken--table-s3")]
    [InlineData("xn--bucket")]
    public async Task Names_outside_the_rules_are_refused(string name)
    {
        using var response = await fixture.Raw.PutAsync(name, null, Token);

        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "InvalidBucketName", response);
    }

    [Theory]
    [InlineData("tables")]
    [InlineData("buckets")]
    [InlineData("iceberg")]
    [InlineData("health")]
    public async Task A_bucket_may_be_called_like_a_route_of_another_service(string name)
    {
        await fixture.S3.PutBucketAsync(name, Token);
        await fixture.S3.PutObjectAsync(new PutObjectRequest { BucketName = name, Key = "v1/config", ContentBody = name }, Token);

        using var response = await fixture.S3.GetObjectAsync(name, "v1/config", Token);
        Assert.Equal(name, await new StreamReader(response.ResponseStream).ReadToEndAsync(Token));
    }

    [Theory]
    [InlineData("policy")]
    [InlineData("lifecycle")]
    [InlineData("inventory")]
    public async Task A_subresource_that_is_missing_says_so_and_changes_nothing(string subresource)
    {
        var name = $"b-{Guid.NewGuid():N}";
        using var response = await fixture.Raw.PutAsync($"{name}?{subresource}", null, Token);

        await S3Assert.RefusedAsync(HttpStatusCode.NotImplemented, "NotImplemented", response);
        Assert.DoesNotContain((await fixture.S3.ListBucketsAsync(Token)).Buckets ?? [], b => b.BucketName == name);
    }

    [Fact]
    public async Task A_location_other_than_the_endpoints_is_refused()
    {
        using var response = await fixture.Raw.PutAsync("elsewhere",
            new StringContent("<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>"), Token);

        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "IllegalLocationConstraintException", response);
    }
}
