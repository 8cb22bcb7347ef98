using System.Net;

using System.Text;

using Amazon.S3.Model;
using CsCheck;
using Floe.S3Tables.ObjectStore.Checksums;

namespace Floe.S3Tables.Tests.S3;

public sealed class ChecksumTests(S3Fixture fixture) : IClassFixture<S3Fixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The check values of the CRC catalogue, and of the SHA standards, for "123456789".</summary>
    [Theory]
    [InlineData(ChecksumAlgorithm.Crc32, "CBF43926")]
    [InlineData(ChecksumAlgorithm.Crc32C, "E3069283")]
    [InlineData(ChecksumAlgorithm.Crc64Nvme, "AE8B14860A799888")]
    [InlineData(ChecksumAlgorithm.Sha1, "F7C3BC1D808E04732ADF679965CCC34CA7AE3441")]
    [InlineData(ChecksumAlgorithm.Sha256, "15E2B0D3C33891EBB0F1EF609EC419420C20E320CE94C65FBC8C3312448EB225")]
    public void Check_values(ChecksumAlgorithm algorithm, string expected)
    {
        using var hash = ChecksumHash.Create(algorithm);
        hash.Append("1234"u8);
        hash.Append("56789"u8);

        Assert.Equal(expected, Convert.ToHexString(hash.Finish()));
    }

    [Fact]
    public void Folding_and_tables_agree_on_CRC64() => Gen.Select(Gen.ULong, Gen.Byte.Array[0, 1000]).Sample((crc, data) =>
        Assert.Equal(Crc64Nvme.UpdateByTables(crc, data), Crc64Nvme.Update(crc, data)));

    [Fact]
    public void The_CRC_of_pieces_combines_to_the_CRC_of_the_whole() =>
        Gen.Select(Pick.From(ChecksumAlgorithm.Crc32, ChecksumAlgorithm.Crc32C, ChecksumAlgorithm.Crc64Nvme), Gen.Byte.Array[0, 200].Array[1, 5]).Sample((algorithm, pieces) =>
            Assert.Equal(Of(algorithm, [.. pieces.SelectMany(p => p)]), CrcCombination.Of(algorithm)!.Combine(pieces.Select(p => (Of(algorithm, p), (long)p.Length)))));

    [Theory]
    [InlineData(ChecksumAlgorithm.Crc32)]
    [InlineData(ChecksumAlgorithm.Crc32C)]
    [InlineData(ChecksumAlgorithm.Crc64Nvme)]
    [InlineData(ChecksumAlgorithm.Sha1)]
    [InlineData(ChecksumAlgorithm.Sha256)]
    public async Task A_checksum_in_a_header_is_verified_and_told_again(ChecksumAlgorithm algorithm)
    {
        var bucket = await fixture.NewBucketAsync();
        var right = Of(algorithm, "hello"u8.ToArray());

        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "BadDigest", await PutAsync($"{bucket}/k", "hallo", (algorithm.Header(), right)));
        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "InvalidRequest", await PutAsync($"{bucket}/k", "hello", (algorithm.Header(), "nonsense")));
        Assert.Equal(HttpStatusCode.OK, (await PutAsync($"{bucket}/k", "hello", (algorithm.Header(), right))).StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Head, $"{bucket}/k");
        request.Headers.Add("x-amz-checksum-mode", "ENABLED");
        using var head = await fixture.Raw.SendAsync(request, Token);
        Assert.Equal(right, head.Headers.GetValues(algorithm.Header()).Single());
        Assert.Equal("FULL_OBJECT", head.Headers.GetValues("x-amz-checksum-type").Single());
    }

    [Fact]
    public async Task Content_MD5_is_verified()
    {
        var bucket = await fixture.NewBucketAsync();

        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "InvalidDigest", await PutAsync($"{bucket}/k", "hello", ("Content-MD5", "c2hvcnQ=")));
        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "BadDigest", await PutAsync($"{bucket}/k", "hello", ("Content-MD5", Convert.ToBase64String(new byte[16]))));
        using var missing = await fixture.Raw.GetAsync($"{bucket}/k", Token);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Two_checksums_at_once_are_refused()
    {
        var bucket = await fixture.NewBucketAsync();

        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "InvalidRequest",
            await PutAsync($"{bucket}/k", "hello", ("x-amz-checksum-crc32", "AAAAAA=="), ("x-amz-checksum-crc32c", "AAAAAA==")));
    }

    [Fact]
    public async Task A_multipart_upload_gets_a_full_object_checksum_without_reading_it_again()
    {
        var bucket = await fixture.NewBucketAsync();
        byte[][] parts = [[.. Enumerable.Repeat((byte)1, 5 * 1024 * 1024)], [2, 3]];
        var upload = await fixture.S3.InitiateMultipartUploadAsync(
            new InitiateMultipartUploadRequest { BucketName = bucket, Key = "k", ChecksumAlgorithm = Amazon.S3.ChecksumAlgorithm.CRC32, ChecksumType = Amazon.S3.ChecksumType.FULL_OBJECT }, Token);
        var sent = new List<PartETag>();
        foreach (var (part, i) in parts.Select((part, i) => (part, i + 1)))
            sent.Add(new PartETag(await fixture.S3.UploadPartAsync(new UploadPartRequest { BucketName = bucket, Key = "k", UploadId = upload.UploadId, PartNumber = i, InputStream = new MemoryStream(part) }, Token)));
        var done = await fixture.S3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = bucket, Key = "k", UploadId = upload.UploadId, PartETags = sent }, Token);

        Assert.Equal(Of(ChecksumAlgorithm.Crc32, [.. parts.SelectMany(p => p)]), done.ChecksumCRC32);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(100_000)]
    public async Task An_object_whose_sender_names_no_checksum_gets_CRC64NVME(int size)
    {
        var bucket = await fixture.NewBucketAsync();
        var content = new string('x', size);
        var expected = Of(ChecksumAlgorithm.Crc64Nvme, Encoding.UTF8.GetBytes(content));

        using var put = await PutAsync($"{bucket}/k", content);
        Assert.Equal((expected, "FULL_OBJECT"), Told(put));

        foreach (var method in new[] { HttpMethod.Head, HttpMethod.Get })
        {
            using var request = new HttpRequestMessage(method, $"{bucket}/k");
            request.Headers.Add("x-amz-checksum-mode", "ENABLED");
            using var read = await fixture.Raw.SendAsync(request, Token);
            Assert.Equal((expected, "FULL_OBJECT"), Told(read));
            using var plain = await fixture.Raw.SendAsync(new HttpRequestMessage(method, $"{bucket}/k"), Token);
            Assert.False(plain.Headers.Contains("x-amz-checksum-crc64nvme"));
        }
        var attributes = await fixture.S3.GetObjectAttributesAsync(new GetObjectAttributesRequest { BucketName = bucket, Key = "k", ObjectAttributes = [Amazon.S3.ObjectAttributes.Checksum] }, Token);
        Assert.Equal(expected, attributes.Checksum.ChecksumCRC64NVME);
        await fixture.S3.CopyObjectAsync(new CopyObjectRequest { SourceBucket = bucket, SourceKey = "k", DestinationBucket = bucket, DestinationKey = "copy" }, Token);
        var copy = await fixture.S3.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = bucket, Key = "copy", ChecksumMode = Amazon.S3.ChecksumMode.ENABLED }, Token);
        Assert.Equal(expected, copy.ChecksumCRC64NVME);
    }

    /// <summary>Parts that were sent with checksums of their own are part of it too.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_upload_begun_without_a_checksum_ends_with_CRC64NVME_of_the_whole(bool partsHaveOthers)
    {
        var bucket = await fixture.NewBucketAsync();
        string[] parts = [new('a', 5 * 1024 * 1024), "b"];
        var upload = (await fixture.S3.InitiateMultipartUploadAsync(bucket, "k", Token)).UploadId;
        var etags = new List<PartETag>();
        foreach (var (part, number) in parts.Select((part, i) => (part, i + 1)))
        {
            (string, string)[] headers = partsHaveOthers ? [("x-amz-checksum-sha1", Of(ChecksumAlgorithm.Sha1, Encoding.UTF8.GetBytes(part)))] : [];
            using var answer = await PutAsync($"{bucket}/k?partNumber={number}&uploadId={upload}", part, headers);
            Assert.Equal(partsHaveOthers, answer.Headers.Contains("x-amz-checksum-sha1"));
            Assert.False(answer.Headers.Contains("x-amz-checksum-crc64nvme"));
            etags.Add(new PartETag(number, answer.Headers.ETag!.Tag));
        }
        var done = await fixture.S3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = bucket, Key = "k", UploadId = upload, PartETags = etags }, Token);

        Assert.Equal(Of(ChecksumAlgorithm.Crc64Nvme, Encoding.UTF8.GetBytes(string.Concat(parts))), done.ChecksumCRC64NVME);
        Assert.Equal(Amazon.S3.ChecksumType.FULL_OBJECT, done.ChecksumType);
    }

    private static (string, string) Told(HttpResponseMessage answer) =>
        (answer.Headers.GetValues("x-amz-checksum-crc64nvme").Single(), answer.Headers.GetValues("x-amz-checksum-type").Single());

    private static string Of(ChecksumAlgorithm algorithm, byte[] data)
    {
        using var hash = ChecksumHash.Create(algorithm);
        hash.Append(data);
        return hash.FinishBase64();
    }

    private async Task<HttpResponseMessage> PutAsync(string path, string content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content)) };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content.Headers.TryAddWithoutValidation(name, value);
        }
        return await fixture.Raw.SendAsync(request, Token);
    }
}
