using System.IO.Hashing;
using System.Text;
using Floe.S3Tables.Client.Signing;

namespace Floe.S3Tables.Tests.S3.Replayed;

/// <summary>The requests of Iceberg's S3FileIO over the AWS SDK for Java 2, which puts checksums behind bodies and waits for 100-continue.</summary>
public sealed class S3FileIORequestTests(S3Fixture fixture) : IClassFixture<S3Fixture>
{
    private const int Part = 5 * 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_comes_in_chunks_with_its_CRC32_behind_them()
    {
        var bucket = await fixture.NewBucketAsync();
        var bytes = RawRequests.Bytes(300_000);

        var put = await PutStreamedAsync($"{bucket}/data/00000-0.parquet", bytes, Crc32Of(bytes));
        var got = await fixture.Raw.SendAsync("GET", $"{bucket}/data/00000-0.parquet", null, ("x-amz-checksum-mode", "ENABLED"));

        Assert.Equal((200, Crc32Of(bytes)), (put.Status, put.Header("x-amz-checksum-crc32")));
        Assert.Equal(bytes, got.Body);
        Assert.Equal((Crc32Of(bytes), "FULL_OBJECT"), (got.Header("x-amz-checksum-crc32"), got.Header("x-amz-checksum-type")));
        // How it travelled is not what it is.
        Assert.Null(got.Header("Content-Encoding"));
    }

    [Fact]
    public async Task A_checksum_that_does_not_match_is_refused_and_nothing_is_stored()
    {
        var bucket = await fixture.NewBucketAsync();

        var put = await PutStreamedAsync($"{bucket}/k", RawRequests.Bytes(1000), "AAAAAA==");

        Assert.Equal((400, "BadDigest"), (put.Status, put.Element("Code")));
        Assert.Equal(404, (await fixture.Raw.SendAsync("HEAD", $"{bucket}/k")).Status);
    }

    [Fact]
    public async Task Large_files_come_in_parts_each_with_its_CRC32()
    {
        var bucket = await fixture.NewBucketAsync();
        byte[][] parts = [RawRequests.Bytes(Part), RawRequests.Bytes(9)];
        var id = (await fixture.Raw.SendAsync("POST", $"{bucket}/k?uploads", [], ("x-amz-checksum-algorithm", "CRC32"))).Element("UploadId");
        var xml = new StringBuilder("<CompleteMultipartUpload>");
        for (var at = 0; at < parts.Length; at++)
        {
            var sent = await PutStreamedAsync($"{bucket}/k?partNumber={at + 1}&uploadId={id}", parts[at], Crc32Of(parts[at]));
            xml.Append($"<Part><PartNumber>{at + 1}</PartNumber><ETag>{sent.Header("ETag")}</ETag><ChecksumCRC32>{sent.Header("x-amz-checksum-crc32")}</ChecksumCRC32></Part>");
        }
        var completed = await fixture.Raw.SendAsync("POST", $"{bucket}/k?uploadId={id}", Encoding.UTF8.GetBytes(xml.Append("</CompleteMultipartUpload>").ToString()));
        var attributes = await fixture.Raw.SendAsync("GET", $"{bucket}/k?attributes", null, ("x-amz-object-attributes", "ObjectParts,ObjectSize"), ("x-amz-max-parts", "1"));

        Assert.Equal((200, "COMPOSITE"), (completed.Status, completed.Element("ChecksumType")));
        Assert.EndsWith("-2", completed.Element("ChecksumCRC32"), StringComparison.Ordinal);
        Assert.Equal(("2", "1", "true"), (attributes.Element("PartsCount"), attributes.Element("NextPartNumberMarker"), attributes.Element("IsTruncated")));
    }

    [Fact]
    public async Task A_part_with_another_checksum_than_the_uploads_is_refused()
    {
        var bucket = await fixture.NewBucketAsync();
        var id = (await fixture.Raw.SendAsync("POST", $"{bucket}/k?uploads", [], ("x-amz-checksum-algorithm", "SHA256"))).Element("UploadId");

        var part = await PutStreamedAsync($"{bucket}/k?partNumber=1&uploadId={id}", [1], Crc32Of([1]));

        Assert.Equal((400, "InvalidRequest"), (part.Status, part.Element("Code")));
        Assert.Contains("expected checksum Type: sha256, actual checksum Type: crc32", part.Text);
    }

    [Theory]
    [InlineData("bytes=-8", 92, 8)]
    [InlineData("bytes=40-", 40, 60)]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=-1000", 0, 100)]
    [InlineData("bytes=10-5", 0, 100)]
    [InlineData("bytes=0-1,5-6", 0, 100)]
    public async Task Footers_and_column_chunks_are_read_by_ranges(string range, int start, int length)
    {
        var bucket = await fixture.NewBucketAsync();
        var bytes = RawRequests.Bytes(100);
        await fixture.Raw.SendAsync("PUT", $"{bucket}/k", bytes);

        var read = await fixture.Raw.SendAsync("GET", $"{bucket}/k", null, ("Range", range), ("x-amz-checksum-mode", "ENABLED"));

        Assert.Equal(bytes[start..(start + length)], read.Body);
        Assert.Equal(read.Status == 206 ? $"bytes {start}-{start + length - 1}/100" : null, read.Header("Content-Range"));
    }

    [Fact]
    public async Task Deletions_of_many_files_carry_a_CRC32_in_a_header()
    {
        var bucket = await fixture.NewBucketAsync();
        var etag = (await fixture.Raw.SendAsync("PUT", $"{bucket}/a", "x"u8.ToArray())).Header("ETag")!;
        await fixture.Raw.SendAsync("PUT", $"{bucket}/b", "y"u8.ToArray());
        var body = Encoding.UTF8.GetBytes($"<Delete><Object><Key>a</Key><ETag>{etag}</ETag></Object><Object><Key>b</Key><ETag>\"0123456789abcdef0123456789abcdef\"</ETag></Object></Delete>");

        var deleted = await fixture.Raw.SendAsync("POST", $"{bucket}?delete", body, ("x-amz-checksum-crc32", Crc32Of(body)), ("x-amz-sdk-checksum-algorithm", "CRC32"));
        var broken = await fixture.Raw.SendAsync("POST", $"{bucket}?delete", body, ("x-amz-checksum-crc32", "AAAAAA=="));

        Assert.Equal(["a"], deleted.Elements("Deleted"));
        Assert.Equal("PreconditionFailed", deleted.Element("Code"));
        Assert.Equal((400, "BadDigest"), (broken.Status, broken.Element("Code")));
        Assert.Equal(["b"], (await fixture.Raw.SendAsync("GET", $"{bucket}?list-type=2")).Elements("Key"));
    }

    private static string Crc32Of(byte[] bytes)
    {
        var crc = Crc32.Hash(bytes);
        Array.Reverse(crc);
        return Convert.ToBase64String(crc);
    }

    private async Task<RawAnswer> PutStreamedAsync(string path, byte[] bytes, string crc32)
    {
        const int Chunk = 128 * 1024;
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(fixture.Host.Endpoint, path));
        request.Headers.ExpectContinue = true;
        request.Headers.Add("x-amz-decoded-content-length", bytes.Length.ToString());
        request.Headers.Add("x-amz-trailer", "x-amz-checksum-crc32");
        request.Headers.Add("x-amz-sdk-checksum-algorithm", "CRC32");
        new SigV4Signer("us-east-1", "s3", TimeProvider.System).Sign(request, new("test", "test"), SignatureProtocol.StreamingUnsignedTrailer);
        var body = new MemoryStream();
        void Write(string text) => body.Write(Encoding.ASCII.GetBytes(text));
        foreach (var chunk in bytes.Chunk(Chunk))
        {
            Write($"{chunk.Length:x}\r\n");
            body.Write(chunk);
            Write("\r\n");
        }
        Write($"0\r\nx-amz-checksum-crc32:{crc32}\r\n\r\n");
        request.Content = new ByteArrayContent(body.ToArray()) { Headers = { ContentEncoding = { "aws-chunked" } } };
        using var http = new HttpClient();
        using var answer = await http.SendAsync(request, Token);
        var headers = answer.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new((int)answer.StatusCode, headers, await answer.Content.ReadAsByteArrayAsync(Token));
    }
}
