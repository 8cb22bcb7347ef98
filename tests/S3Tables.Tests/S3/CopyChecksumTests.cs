using System.Text;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.Tests.S3.Replayed;

namespace Floe.S3Tables.Tests.S3;

/// <summary>The checksum of a copy is one of the full object, whatever the source has.</summary>
public sealed class CopyChecksumTests(S3Fixture fixture) : IClassFixture<S3Fixture>
{
    private const string Text = "what is copied";

    [Theory]
    [InlineData(ChecksumAlgorithm.Crc32)]
    [InlineData(ChecksumAlgorithm.Crc32C)]
    [InlineData(ChecksumAlgorithm.Crc64Nvme)]
    [InlineData(ChecksumAlgorithm.Sha1)]
    [InlineData(ChecksumAlgorithm.Sha256)]
    public async Task A_copy_has_the_checksum_that_it_is_asked_for(ChecksumAlgorithm algorithm)
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.Raw.SendAsync("PUT", $"{bucket}/k", Encoding.UTF8.GetBytes(Text));

        var copy = await CopyAsync(bucket, "k", "copy", ("x-amz-checksum-algorithm", algorithm.Name()));
        var head = await fixture.Raw.SendAsync("HEAD", $"{bucket}/copy", null, ("x-amz-checksum-mode", "ENABLED"));

        Assert.Equal((200, Of(algorithm, Text), "FULL_OBJECT"), (copy.Status, copy.Element(algorithm.Element()), copy.Element("ChecksumType")));
        Assert.Equal((Of(algorithm, Text), "FULL_OBJECT"), (head.Header(algorithm.Header()), head.Header("x-amz-checksum-type")));
    }

    [Fact]
    public async Task Without_a_word_the_algorithm_is_the_source_s()
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.Raw.SendAsync("PUT", $"{bucket}/k", Encoding.UTF8.GetBytes(Text), ("x-amz-checksum-sha256", Of(ChecksumAlgorithm.Sha256, Text)));

        var copy = await CopyAsync(bucket, "k", "copy");

        Assert.Equal(Of(ChecksumAlgorithm.Sha256, Text), copy.Element("ChecksumSHA256"));
    }

    [Fact]
    public async Task An_object_may_be_copied_onto_itself_for_another_checksum()
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.Raw.SendAsync("PUT", $"{bucket}/k", Encoding.UTF8.GetBytes(Text));

        var copy = await CopyAsync(bucket, "k", "k", ("x-amz-checksum-algorithm", "SHA1"));

        Assert.Equal((200, Of(ChecksumAlgorithm.Sha1, Text)), (copy.Status, copy.Element("ChecksumSHA1")));
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("SHA256")]
    public async Task A_checksum_composed_of_parts_becomes_one_of_the_whole(string algorithm)
    {
        var bucket = await fixture.NewBucketAsync();
        var upload = (await fixture.Raw.SendAsync("POST", $"{bucket}/k?uploads", [], ("x-amz-checksum-algorithm", algorithm))).Element("UploadId");
        string[] parts = [new('a', 5 * 1024 * 1024), "b"];
        var list = new StringBuilder();
        for (var number = 1; number <= parts.Length; number++)
        {
            var etag = (await fixture.Raw.SendAsync("PUT", $"{bucket}/k?partNumber={number}&uploadId={upload}", Encoding.UTF8.GetBytes(parts[number - 1]))).Header("ETag");
            list.Append($"<Part><PartNumber>{number}</PartNumber><ETag>{etag}</ETag></Part>");
        }
        var done = await fixture.Raw.SendAsync("POST", $"{bucket}/k?uploadId={upload}", Encoding.UTF8.GetBytes($"<CompleteMultipartUpload>{list}</CompleteMultipartUpload>"));
        Assert.Equal("COMPOSITE", done.Element("ChecksumType"));

        var copy = await CopyAsync(bucket, "k", "copy");
        var attributes = await fixture.Raw.SendAsync("GET", $"{bucket}/copy?attributes", null, ("x-amz-object-attributes", "Checksum,ObjectParts"));

        var whole = Of(ChecksumNames.Parse(algorithm)!.Value, string.Concat(parts));
        Assert.Equal((whole, "FULL_OBJECT"), (copy.Element($"Checksum{algorithm}"), copy.Element("ChecksumType")));
        Assert.Equal((whole, "2"), (attributes.Element($"Checksum{algorithm}"), attributes.Element("PartsCount")));
    }

    [Fact]
    public async Task A_file_that_an_engine_staged_has_no_checksum_and_its_copy_has_S3_s_default()
    {
        var bucket = await fixture.NewBucketAsync();
        var store = (S3Store)fixture.Host.Services.GetService(typeof(S3Store))!;
        await using (var staged = store.FileIO.Stage($"s3://{bucket}/staged"))
        {
            await File.WriteAllTextAsync(staged.Path, Text, TestContext.Current.CancellationToken);
            await staged.PublishAsync(TestContext.Current.CancellationToken);
        }

        var head = await fixture.Raw.SendAsync("HEAD", $"{bucket}/staged", null, ("x-amz-checksum-mode", "ENABLED"));
        var attributes = await fixture.Raw.SendAsync("GET", $"{bucket}/staged?attributes", null, ("x-amz-object-attributes", "Checksum,ObjectParts,ETag,ObjectSize"));
        var copy = await CopyAsync(bucket, "staged", "copy");

        Assert.DoesNotContain(head.Headers.Keys, name => name.StartsWith("x-amz-checksum", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(attributes.Elements("Checksum"));
        Assert.Equal("1", attributes.Element("PartsCount"));
        Assert.Equal((head.Header("ETag"), $"{Text.Length}"), ($"\"{attributes.Element("ETag")}\"", attributes.Element("ObjectSize")));
        Assert.Equal(Of(ChecksumAlgorithm.Crc64Nvme, Text), copy.Element("ChecksumCRC64NVME"));
    }

    [Fact]
    public async Task An_algorithm_that_is_none_is_refused()
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.Raw.SendAsync("PUT", $"{bucket}/k", []);

        var copy = await CopyAsync(bucket, "k", "copy", ("x-amz-checksum-algorithm", "MD4"));

        Assert.Equal((400, "InvalidRequest"), (copy.Status, copy.Element("Code")));
    }

    private Task<RawAnswer> CopyAsync(string bucket, string from, string to, params (string, string)[] headers) =>
        fixture.Raw.SendAsync("PUT", $"{bucket}/{to}", [], [("x-amz-copy-source", $"/{bucket}/{from}"), .. headers]);

    private static string Of(ChecksumAlgorithm algorithm, string text)
    {
        using var hash = ChecksumHash.Create(algorithm);
        hash.Append(Encoding.UTF8.GetBytes(text));
        return hash.FinishBase64();
    }
}
