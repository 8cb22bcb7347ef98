using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Tests.TablesApi;

public sealed class TableBucketTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_table_bucket_can_be_read_and_listed()
    {
        await using var lake = await Lake.StartAsync();

        var bucket = await lake.Client.GetTableBucketAsync(lake.Bucket, Cancellation);

        Assert.Equal("arn:aws:s3tables:us-east-1:000000000000:bucket/lake", bucket.Arn);
        Assert.Equal(("lake", "000000000000", "customer"), (bucket.Name, bucket.OwnerAccountId, bucket.Type));
        Assert.Equal([bucket.Arn], await lake.Client.ListTableBucketsAsync(cancellationToken: Cancellation).Select(item => item.Arn).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_name_is_taken_once()
    {
        await using var lake = await Lake.StartAsync();
        await Lake.RefusedAsync(() => lake.CreateBucketAsync("lake"), 409, "ConflictException");
    }

    [Theory]
    [InlineData("ab", "length greater than or equal to 3")]
    [InlineData("Upper", "[0-9a-z-]*")]
    [InlineData("under_score", "[0-9a-z-]*")]
    [InlineData("-lake", "begin and end with a letter or digit")]
    [InlineData("aws-lake", "prefix 'aws' is reserved")]
    [InlineData("xn--lake", "prefix 'xn--' is reserved")]
    [InlineData("lake--table-s3", "suffix '--table-s3' is reserved")]
    public async Task A_bad_name_is_refused_with_the_rule_it_breaks(string name, string rule)
    {
        await using var lake = await Lake.StartAsync();
        var error = await Lake.RefusedAsync(() => lake.CreateBucketAsync(name), 400, "BadRequestException");
        Assert.Contains(rule, error.Message);
    }

    [Fact]
    public async Task The_quota_of_table_buckets_is_enforced()
    {
        await using var lake = await Lake.StartAsync(new() { MaxTableBuckets = 2 });
        await lake.CreateBucketAsync("second");

        await Lake.RefusedAsync(() => lake.CreateBucketAsync("third"), 400, "BadRequestException");
    }

    [Fact]
    public async Task Listing_goes_by_name_prefix_and_page()
    {
        await using var lake = await Lake.StartAsync();
        foreach (var name in new[] { "other", "lake-b", "lake-a" }) await lake.CreateBucketAsync(name);

        var first = await lake.Client.ListTableBucketsPageAsync("lake", maxBuckets: 2, cancellationToken: Cancellation);
        var second = await lake.Client.ListTableBucketsPageAsync("lake", first.ContinuationToken, 2, cancellationToken: Cancellation);

        Assert.Equal(["lake", "lake-a"], first.TableBuckets.Select(item => item.Name));
        Assert.Equal(["lake-b"], second.TableBuckets.Select(item => item.Name));
        Assert.Null(second.ContinuationToken);
    }

    [Fact]
    public async Task A_page_size_beyond_the_limit_is_refused()
    {
        await using var lake = await Lake.StartAsync();
        var error = await Lake.RefusedAsync(() => lake.Client.ListTableBucketsPageAsync(maxBuckets: 1001, cancellationToken: Cancellation), 400, "BadRequestException");
        Assert.Contains("'maxBuckets'", error.Message);
    }

    [Fact]
    public async Task A_table_bucket_with_a_namespace_is_not_deleted()
    {
        await using var lake = await Lake.StartAsync();
        await lake.Client.CreateNamespaceAsync(lake.Bucket, "ns", Cancellation);

        await Lake.RefusedAsync(() => lake.Client.DeleteTableBucketAsync(lake.Bucket, Cancellation), 409, "ConflictException");
        await lake.Client.DeleteNamespaceAsync(lake.Bucket, "ns", Cancellation);
        await lake.Client.DeleteTableBucketAsync(lake.Bucket, Cancellation);

        await Lake.RefusedAsync(() => lake.Client.GetTableBucketAsync(lake.Bucket, Cancellation), 404, "NotFoundException");
    }

    [Fact]
    public async Task An_arn_of_another_region_finds_nothing_and_one_of_another_account_is_denied()
    {
        await using var lake = await Lake.StartAsync();
        await Lake.RefusedAsync(() => lake.Client.GetTableBucketAsync(lake.Bucket with { Region = "eu-west-1" }, Cancellation), 404, "NotFoundException");
        await Lake.RefusedAsync(() => lake.Client.GetTableBucketAsync(lake.Bucket with { AccountId = "111122223333" }, Cancellation), 403, "AccessDeniedException");
    }

    [Fact]
    public async Task Settings_and_tags_can_come_with_the_creation()
    {
        await using var lake = await Lake.StartAsync();
        var request = new CreateTableBucketRequest(
            "tagged", new("aws:kms", "arn:aws:kms:us-east-1:000000000000:key/k"), new("INTELLIGENT_TIERING"), new Dictionary<string, string> { ["team"] = "a" });

        var arn = TableBucketArn.Parse((await lake.Client.CreateTableBucketAsync(request, Cancellation)).Arn);

        Assert.Equal(request.EncryptionConfiguration, (await lake.Client.GetTableBucketEncryptionAsync(arn, Cancellation)).EncryptionConfiguration);
        Assert.Equal(request.StorageClassConfiguration, (await lake.Client.GetTableBucketStorageClassAsync(arn, Cancellation)).StorageClassConfiguration);
        Assert.Equal(request.Tags, (await lake.Client.ListTagsForResourceAsync(arn.ToString(), Cancellation)).Tags);
    }
}
