using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3;

[Scenarios(Area.S3)]
internal static class Checksums
{
    /// <summary>The message for which the checksums' definitions give check values.</summary>
    private const string CheckMessage = "123456789";

    [Proves("PutObject", "GetObject", "HeadObject")]
    public static async Task Each_checksum_is_verified_kept_and_given_back(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var bytes = Samples.Text(CheckMessage);
        (string Member, object Input, string Value)[] checksums =
        [
            ("ChecksumCRC32", new { Bucket = bucket, Key = "CRC32", Body = bytes, ChecksumCRC32 = "y/Q5Jg==" }, "y/Q5Jg=="),
            ("ChecksumCRC32C", new { Bucket = bucket, Key = "CRC32C", Body = bytes, ChecksumCRC32C = "4waSgw==" }, "4waSgw=="),
            ("ChecksumCRC64NVME", new { Bucket = bucket, Key = "CRC64NVME", Body = bytes, ChecksumCRC64NVME = "rosUhgp5mIg=" }, "rosUhgp5mIg="),
            ("ChecksumSHA1", new { Bucket = bucket, Key = "SHA1", Body = bytes, ChecksumSHA1 = Samples.Base64Sha1(bytes) }, Samples.Base64Sha1(bytes)),
            ("ChecksumSHA256", new { Bucket = bucket, Key = "SHA256", Body = bytes, ChecksumSHA256 = Samples.Base64Sha256(bytes) }, Samples.Base64Sha256(bytes)),
        ];

        foreach (var (member, input, value) in checksums)
        {
            var key = member["Checksum".Length..];
            var put = await scene.Do("PutObject", input);
            var got = await scene.Do("GetObject", new { Bucket = bucket, Key = key, ChecksumMode = "ENABLED" });
            Assert.Equal(value, put.Text(member));
            Assert.Equal(value, got.Text(member));
            Assert.Equal("FULL_OBJECT", got.Text("ChecksumType"));
        }
        Assert.Equal("y/Q5Jg==", (await scene.Do("HeadObject", new { Bucket = bucket, Key = "CRC32", ChecksumMode = "ENABLED" })).Text("ChecksumCRC32"));
    }

    [Proves("PutObject")]
    public static async Task The_client_can_leave_the_sum_to_its_own_arithmetic(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var bytes = Samples.Bytes(200_000);

        var put = await scene.Do("PutObject", new { Bucket = bucket, Key = "k", Body = bytes, ChecksumAlgorithm = "SHA256" });

        Assert.Equal(Samples.Base64Sha256(bytes), put.Text("ChecksumSHA256"));
    }

    [Proves("PutObject", "GetObject")]
    public static async Task An_upload_that_names_no_checksum_gets_the_clients_default(Scene scene)
    {
        var bucket = await scene.NewBucket();

        await scene.Do("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text(CheckMessage) });

        Assert.Equal("y/Q5Jg==", (await scene.Do("GetObject", new { Bucket = bucket, Key = "k", ChecksumMode = "ENABLED" })).Text("ChecksumCRC32"));
    }

    [Proves("PutObject")]
    public static async Task Bytes_that_do_not_match_their_checksum_are_not_stored(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var other = Samples.Text("other bytes");

        await scene.Refused(
            "PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text(CheckMessage), ChecksumSHA256 = Samples.Base64Sha256(other) }, "BadDigest", 400);

        Assert.Empty((await scene.Arrange("ListObjectsV2", new { Bucket = bucket })).Items("Contents"));
    }

    [Proves("PutObject")]
    public static async Task Bytes_that_do_not_match_their_MD5_are_not_stored(Scene scene)
    {
        var bucket = await scene.NewBucket();

        await scene.Refused(
            "PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text(CheckMessage), ContentMD5 = "1B2M2Y8AsgTpgAmY7PhCfg==" }, "BadDigest", 400);

        Assert.Empty((await scene.Arrange("ListObjectsV2", new { Bucket = bucket })).Items("Contents"));
    }
}
