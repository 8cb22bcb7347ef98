using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3Tables;

[Scenarios(Area.S3Tables)]
internal static class EncryptionOperations
{
    private const string Key = "arn:aws:kms:us-east-1:000000000000:key/11112222-3333-4444-5555-666677778888";

    [Proves("PutTableBucketEncryption", "GetTableBucketEncryption", "DeleteTableBucketEncryption")]
    public static async Task A_table_buckets_encryption_is_put_read_and_reset(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();

        await scene.Do("PutTableBucketEncryption", new { tableBucketARN, encryptionConfiguration = new { sseAlgorithm = "aws:kms", kmsKeyArn = Key } });
        var put = (await scene.Do("GetTableBucketEncryption", new { tableBucketARN }))["encryptionConfiguration"]!;
        await scene.Do("DeleteTableBucketEncryption", new { tableBucketARN });
        var reset = (await scene.Do("GetTableBucketEncryption", new { tableBucketARN }))["encryptionConfiguration"]!;

        Assert.Equal(("aws:kms", Key), (put.Text("sseAlgorithm"), put.Text("kmsKeyArn")));
        Assert.Equal("AES256", reset.Text("sseAlgorithm"));
    }

    [Proves("GetTableEncryption")]
    public static async Task A_table_has_the_encryption_it_was_made_with(Scene scene)
    {
        var table = await scene.NewTable(withMetadata: false);

        Assert.Equal("AES256", (await scene.Do("GetTableEncryption", table.Place))["encryptionConfiguration"]!.Text("sseAlgorithm"));
    }

    [Proves("PutTableBucketEncryption")]
    public static async Task KMS_without_a_key_is_refused(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();

        await scene.Refused("PutTableBucketEncryption", new { tableBucketARN, encryptionConfiguration = new { sseAlgorithm = "aws:kms" } }, "BadRequestException", 400);
    }
}
