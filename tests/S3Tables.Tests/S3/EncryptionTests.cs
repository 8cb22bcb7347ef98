using System.Text;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Tests.S3.Replayed;
using Floe.S3Tables.Tests.TablesApi;

namespace Floe.S3Tables.Tests.S3;

/// <summary>Which encryption answers tell of; the bytes are stored as they come.</summary>
public sealed class EncryptionTests(S3Fixture fixture) : IClassFixture<S3Fixture>
{
    private const string Encryption = "x-amz-server-side-encryption";
    private const string KeyId = "x-amz-server-side-encryption-aws-kms-key-id";
    private const string Key = "arn:aws:kms:us-east-1:000000000000:key/7";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_object_is_said_to_be_encrypted_by_S3_s_own_keys()
    {
        var bucket = await fixture.NewBucketAsync();
        var put = await fixture.Raw.SendAsync("PUT", $"{bucket}/k", "x"u8.ToArray());
        var begun = await fixture.Raw.SendAsync("POST", $"{bucket}/m?uploads", []);
        var upload = begun.Element("UploadId");
        var part = await fixture.Raw.SendAsync("PUT", $"{bucket}/m?partNumber=1&uploadId={upload}", "x"u8.ToArray());
        var partCopy = await fixture.Raw.SendAsync("PUT", $"{bucket}/m?partNumber=1&uploadId={upload}", [], ("x-amz-copy-source", $"/{bucket}/k"));
        var list = $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{partCopy.Element("ETag")}</ETag></Part></CompleteMultipartUpload>";
        var completed = await fixture.Raw.SendAsync("POST", $"{bucket}/m?uploadId={upload}", Encoding.UTF8.GetBytes(list));
        var copy = await fixture.Raw.SendAsync("PUT", $"{bucket}/copy", [], ("x-amz-copy-source", $"/{bucket}/k"));

        Assert.All([put, begun, part, partCopy, completed, copy], answer => Assert.Equal((200, "AES256"), (answer.Status, answer.Header(Encryption))));
        foreach (var key in new[] { "k", "m", "copy" })
        {
            Assert.Equal("AES256", (await fixture.Raw.SendAsync("HEAD", $"{bucket}/{key}")).Header(Encryption));
            Assert.Equal("AES256", (await fixture.Raw.SendAsync("GET", $"{bucket}/{key}")).Header(Encryption));
        }
    }

    [Fact]
    public async Task A_KMS_key_that_a_write_names_is_told_of_its_object_and_not_of_copies()
    {
        var bucket = await fixture.NewBucketAsync();

        var put = await fixture.Raw.SendAsync("PUT", $"{bucket}/k", "x"u8.ToArray(), (Encryption, "aws:kms"), (KeyId, Key));
        var head = await fixture.Raw.SendAsync("HEAD", $"{bucket}/k");
        var copy = await fixture.Raw.SendAsync("PUT", $"{bucket}/copy", [], ("x-amz-copy-source", $"/{bucket}/k"));
        var itself = await fixture.Raw.SendAsync("PUT", $"{bucket}/k", [], ("x-amz-copy-source", $"/{bucket}/k"), (Encryption, "AES256"));

        Assert.All([put, head], answer => Assert.Equal(("aws:kms", Key), (answer.Header(Encryption), answer.Header(KeyId))));
        Assert.All([copy, itself], answer => Assert.Equal((200, "AES256", null), (answer.Status, answer.Header(Encryption), answer.Header(KeyId))));
    }

    [Theory]
    [InlineData("rot13", null)]
    [InlineData("AES256", Key)]
    [InlineData(null, Key)]
    public async Task Encryption_that_is_none_is_refused(string? algorithm, string? key)
    {
        var bucket = await fixture.NewBucketAsync();
        var headers = new[] { (Encryption, algorithm), (KeyId, key) }.Where(header => header.Item2 is not null).Select(header => (header.Item1, header.Item2!)).ToArray();

        var put = await fixture.Raw.SendAsync("PUT", $"{bucket}/k", "x"u8.ToArray(), headers);

        Assert.Equal((400, "InvalidArgument", Encryption), (put.Status, put.Element("Code"), put.Element("ArgumentName")));
        Assert.Equal(404, (await fixture.Raw.SendAsync("HEAD", $"{bucket}/k")).Status);
    }

    [Fact]
    public async Task A_read_must_not_name_the_encryption()
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.Raw.SendAsync("PUT", $"{bucket}/k", "x"u8.ToArray());

        var get = await fixture.Raw.SendAsync("GET", $"{bucket}/k", null, (Encryption, "AES256"));

        Assert.Equal((400, "InvalidArgument"), (get.Status, get.Element("Code")));
    }

    [Fact]
    public async Task A_table_s_own_bucket_has_the_encryption_that_the_table_was_made_with()
    {
        await using var lake = await Lake.StartAsync();
        await lake.Client.PutTableBucketEncryptionAsync(lake.Bucket, new EncryptionConfiguration("aws:kms", Key), Token);
        await lake.CreateTableAsync("secret");
        await lake.Client.PutTableBucketEncryptionAsync(lake.Bucket, new EncryptionConfiguration("AES256"), Token);
        await lake.CreateTableAsync("plain");
        using var s3 = lake.Signed(new("test", "test"), "s3");

        Assert.Equal(("aws:kms", Key), await PutAndHeadAsync(lake, s3, "secret"));
        Assert.Equal(("AES256", null), await PutAndHeadAsync(lake, s3, "plain"));
    }

    private static async Task<(string?, string?)> PutAndHeadAsync(Lake lake, HttpClient s3, string table)
    {
        var warehouse = (await lake.Client.GetTableAsync(lake.Table(table), Token)).WarehouseLocation["s3://".Length..];
        var put = await s3.SendAsync("PUT", $"{warehouse}/data/f", "x"u8.ToArray());
        var head = await s3.SendAsync("HEAD", $"{warehouse}/data/f");
        Assert.Equal((put.Header(Encryption), put.Header(KeyId)), (head.Header(Encryption), head.Header(KeyId)));
        return (head.Header(Encryption), head.Header(KeyId));
    }
}
