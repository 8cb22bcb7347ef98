using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Tests.TablesApi;

public sealed class SettingsTests
{
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3tables:GetTable","Resource":"*"}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Policies_are_kept_to_the_letter_until_deleted()
    {
        await using var lake = await Lake.StartAsync();
        var place = await lake.CreateTableAsync();
        await lake.Client.PutTableBucketPolicyAsync(lake.Bucket, Policy, Cancellation);
        await lake.Client.PutTablePolicyAsync(place, Policy + " ", Cancellation);

        Assert.Equal(Policy, (await lake.Client.GetTableBucketPolicyAsync(lake.Bucket, Cancellation)).ResourcePolicy);
        Assert.Equal(Policy + " ", (await lake.Client.GetTablePolicyAsync(place, Cancellation)).ResourcePolicy);

        await lake.Client.DeleteTableBucketPolicyAsync(lake.Bucket, Cancellation);
        await lake.Client.DeleteTablePolicyAsync(place, Cancellation);
        await Lake.RefusedAsync(() => lake.Client.GetTableBucketPolicyAsync(lake.Bucket, Cancellation), 404, "NotFoundException");
        await Lake.RefusedAsync(() => lake.Client.GetTablePolicyAsync(place, Cancellation), 404, "NotFoundException");
    }

    [Theory]
    [InlineData("{no json", "invalid Json")]
    [InlineData("[]", "first byte")]
    [InlineData("""{"Version":1,"Statement":[]}""", "Version")]
    [InlineData("""{"Statement":[]}""", "Statement")]
    [InlineData("""{"Statement":[{"Effect":"Maybe","Principal":"*","Action":"*","Resource":"*"}]}""", "Statement[0].Effect")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""", "Principal")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","NotPrincipal":"*","Action":"*","Resource":"*"}}""", "NotPrincipal")]
    public async Task A_malformed_policy_is_refused_with_what_is_wrong(string policy, string named)
    {
        await using var lake = await Lake.StartAsync();
        var error = await Lake.RefusedAsync(() => lake.Client.PutTableBucketPolicyAsync(lake.Bucket, policy, Cancellation), 400, "BadRequestException");
        Assert.Contains(named, error.Message);
    }

    [Fact]
    public async Task Encryption_is_AES256_unless_configured()
    {
        await using var lake = await Lake.StartAsync();
        var kms = new EncryptionConfiguration("aws:kms", "arn:aws:kms:us-east-1:000000000000:key/k");
        Assert.Equal(new("AES256"), (await lake.Client.GetTableBucketEncryptionAsync(lake.Bucket, Cancellation)).EncryptionConfiguration);

        await lake.Client.PutTableBucketEncryptionAsync(lake.Bucket, kms, Cancellation);
        Assert.Equal(kms, (await lake.Client.GetTableBucketEncryptionAsync(lake.Bucket, Cancellation)).EncryptionConfiguration);

        await lake.Client.DeleteTableBucketEncryptionAsync(lake.Bucket, Cancellation);
        Assert.Equal(new("AES256"), (await lake.Client.GetTableBucketEncryptionAsync(lake.Bucket, Cancellation)).EncryptionConfiguration);
    }

    [Theory]
    [InlineData("aws:kms", null, "kmsKeyArn is required")]
    [InlineData("AES256", "arn:aws:kms:us-east-1:000000000000:key/k", "leave it out")]
    [InlineData("aws:kms", "k", "encryptionConfiguration.kmsKeyArn")]
    [InlineData("ROT13", null, "[AES256, aws:kms]")]
    public async Task Encryption_that_cannot_be_is_refused(string algorithm, string? key, string named)
    {
        await using var lake = await Lake.StartAsync();
        var error = await Lake.RefusedAsync(
            () => lake.Client.PutTableBucketEncryptionAsync(lake.Bucket, new(algorithm, key), Cancellation), 400, "BadRequestException");
        Assert.Contains(named, error.Message);
    }

    [Fact]
    public async Task Metrics_have_an_id_while_they_are_on()
    {
        await using var lake = await Lake.StartAsync();
        await lake.Client.PutTableBucketMetricsConfigurationAsync(lake.Bucket, Cancellation);
        var id = (await lake.Client.GetTableBucketMetricsConfigurationAsync(lake.Bucket, Cancellation)).Id;
        await lake.Client.PutTableBucketMetricsConfigurationAsync(lake.Bucket, Cancellation);

        Assert.NotNull(id);
        Assert.Equal(id, (await lake.Client.GetTableBucketMetricsConfigurationAsync(lake.Bucket, Cancellation)).Id);

        await lake.Client.DeleteTableBucketMetricsConfigurationAsync(lake.Bucket, Cancellation);
        Assert.Null((await lake.Client.GetTableBucketMetricsConfigurationAsync(lake.Bucket, Cancellation)).Id);
    }

    [Fact]
    public async Task Tags_are_merged_and_removed_by_key()
    {
        await using var lake = await Lake.StartAsync();
        var arn = (await lake.Client.GetTableAsync(await lake.CreateTableAsync(), Cancellation)).TableArn;
        await lake.Client.TagResourceAsync(arn, new Dictionary<string, string> { ["a"] = "1", ["b b"] = "2" }, Cancellation);
        await lake.Client.TagResourceAsync(arn, new Dictionary<string, string> { ["a"] = "3", ["c"] = "" }, Cancellation);
        await lake.Client.UntagResourceAsync(arn, ["b b", "unknown"], Cancellation);

        var tags = (await lake.Client.ListTagsForResourceAsync(arn, Cancellation)).Tags;

        Assert.Equal(new Dictionary<string, string> { ["a"] = "3", ["c"] = "" }, tags);
    }

    [Fact]
    public async Task A_resource_has_at_most_fifty_tags()
    {
        await using var lake = await Lake.StartAsync();
        var tags = Enumerable.Range(0, 51).ToDictionary(i => $"k{i}", i => "v");

        await Lake.RefusedAsync(() => lake.Client.TagResourceAsync(lake.Bucket.ToString(), tags, Cancellation), 400, "BadRequestException");

        Assert.Empty((await lake.Client.ListTagsForResourceAsync(lake.Bucket.ToString(), Cancellation)).Tags!);
    }

    [Fact]
    public async Task Replication_is_guarded_by_its_own_version_token()
    {
        await using var lake = await Lake.StartAsync();
        var target = await lake.CreateBucketAsync("copy");
        var configuration = new ReplicationConfiguration("arn:aws:iam::000000000000:role/replicator", [new([new(target.ToString())])]);

        var first = await lake.Client.PutTableBucketReplicationAsync(lake.Bucket, configuration, cancellationToken: Cancellation);
        await Lake.RefusedAsync(() => lake.Client.PutTableBucketReplicationAsync(lake.Bucket, configuration, cancellationToken: Cancellation), 409, "ConflictException");
        var second = await lake.Client.PutTableBucketReplicationAsync(lake.Bucket, configuration, first.VersionToken, Cancellation);
        await Lake.RefusedAsync(() => lake.Client.DeleteTableBucketReplicationAsync(lake.Bucket, first.VersionToken, Cancellation), 409, "ConflictException");
        await lake.Client.DeleteTableBucketReplicationAsync(lake.Bucket, second.VersionToken, Cancellation);

        await Lake.RefusedAsync(() => lake.Client.GetTableBucketReplicationAsync(lake.Bucket, Cancellation), 404, "NotFoundException");
    }

    [Fact]
    public async Task Replication_needs_another_table_bucket_that_exists()
    {
        await using var lake = await Lake.StartAsync();
        ReplicationConfiguration To(TableBucketArn bucket) => new("arn:aws:iam::000000000000:role/replicator", [new([new(bucket.ToString())])]);

        await Lake.RefusedAsync(() => lake.Client.PutTableBucketReplicationAsync(lake.Bucket, To(lake.Bucket), cancellationToken: Cancellation), 400, "BadRequestException");
        await Lake.RefusedAsync(
            () => lake.Client.PutTableBucketReplicationAsync(lake.Bucket, To(lake.Bucket with { Name = "missing" }), cancellationToken: Cancellation), 404, "NotFoundException");
    }

    [Fact]
    public async Task Record_expiration_is_off_until_it_is_given_days()
    {
        await using var lake = await Lake.StartAsync();
        var arn = TableArn.Parse((await lake.Client.GetTableAsync(await lake.CreateTableAsync(), Cancellation)).TableArn);
        Assert.Equal("Disabled", (await lake.Client.GetTableRecordExpirationJobStatusAsync(arn, Cancellation)).Status);

        await Lake.RefusedAsync(() => lake.Client.PutTableRecordExpirationConfigurationAsync(arn, new("enabled"), Cancellation), 400, "BadRequestException");
        await lake.Client.PutTableRecordExpirationConfigurationAsync(arn, new("enabled", new(30)), Cancellation);

        Assert.Equal(new("enabled", new(30)), (await lake.Client.GetTableRecordExpirationConfigurationAsync(arn, Cancellation)).Configuration);
        Assert.Equal("NotYetRun", (await lake.Client.GetTableRecordExpirationJobStatusAsync(arn, Cancellation)).Status);
    }
}
