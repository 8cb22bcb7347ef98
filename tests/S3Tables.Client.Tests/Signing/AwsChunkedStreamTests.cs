using System.Text;
using CsCheck;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Client.Signing.Payload;

namespace Floe.S3Tables.Client.Tests.Signing;

public sealed class AwsChunkedStreamTests
{
    private static readonly SigningKey ExampleKey = SigningKey.Derive(AwsVectors.S3Secret, new CredentialScope("20130524", "us-east-1", "s3"));
    private static readonly byte[] First = Enumerable.Repeat((byte)'a', 65536).ToArray();
    private static readonly byte[] Second = Enumerable.Repeat((byte)'a', 1024).ToArray();

    [Fact]
    public void The_chunk_signatures_of_the_S3_reference_hold()
    {
        var chain = new ChunkSignatures(ExampleKey, AwsVectors.S3Time, "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");

        Assert.Equal("ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648", chain.SignChunk(First));
        Assert.Equal("0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497", chain.SignChunk(Second));
        Assert.Equal("b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9", chain.SignChunk([]));
    }

    [Fact]
    public void The_trailer_signature_of_the_S3_reference_holds()
    {
        var chain = new ChunkSignatures(ExampleKey, AwsVectors.S3Time, "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");

        Assert.Equal("b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2", chain.SignChunk(First));
        Assert.Equal("1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7", chain.SignChunk(Second));
        Assert.Equal("2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992", chain.SignChunk([]));
        Assert.Equal("d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435", chain.SignTrailers("x-amz-checksum-crc32c:sOO8/Q==\n"));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public void Data_comes_out_as_it_went_in_however_it_is_cut(bool isSigned, bool hasTrailers) =>
        Gen.Select(Gen.Byte.Array[0, 300].Array[0, 6], Gen.Int[1, 200], Gen.Int[1, 70]).Sample((chunks, piece, read) =>
        {
            var data = chunks.SelectMany(chunk => chunk).ToArray();
            (string, string)[] trailers = hasTrailers ? [("x-amz-checksum-crc32", "AAAAAA==")] : [];
            var body = ChunkedBody.Write(chunks, isSigned ? ChunkedBody.Chain() : null, trailers);
            using var stream = new AwsChunkedStream(ChunkedBody.Trickle(body, piece), data.Length, isSigned ? ChunkedBody.Chain() : null, hasTrailers || !isSigned);

            Assert.Equal(data, Read(stream, read));
            Assert.Equal(hasTrailers ? "AAAAAA==" : null, stream.Trailers.GetValueOrDefault("x-amz-checksum-crc32"));
        }, iter: Fuzz.Cases);

    [Fact]
    public void A_signed_body_with_any_byte_changed_is_refused() => Gen.Select(Gen.Byte.Array[1, 100], Gen.Byte.Array[1, 100], Gen.Int[0, 10_000], Gen.Byte[1, 255]).Sample((a, b, at, flip) =>
    {
        var body = ChunkedBody.Write([a, b], ChunkedBody.Chain(), ("x-amz-checksum-crc32", "AAAAAA=="));
        var changed = body.ToArray();
        changed[at % changed.Length] ^= flip;
        byte[] read;
        try
        {
            using var stream = new AwsChunkedStream(new MemoryStream(changed), a.Length + b.Length, ChunkedBody.Chain(), hasTrailers: true);
            read = Read(stream, 64);
        }
        catch (PayloadException)
        {
            return;
        }
        // What framing lets pass (a CR before a LF, the case of a hex digit or of a trailer's name) leaves the data as it was.
        Assert.Equal([.. a, .. b], read);
    }, iter: Fuzz.Cases);

    [Fact]
    public void Random_bytes_are_refused_and_never_more_than_that() => Gen.Byte.Array[0, 400].Sample(body =>
    {
        using var stream = new AwsChunkedStream(new MemoryStream(body), 10, ChunkedBody.Chain(), hasTrailers: true);
        Assert.Throws<PayloadException>(() => Read(stream, 64));
    }, iter: Fuzz.Cases);

    [Theory]
    [InlineData("5\r\nhello\r\n", PayloadError.Incomplete)]
    [InlineData("5\r\nhel", PayloadError.Incomplete)]
    [InlineData("4\r\nhello\r\n0\r\n\r\n", PayloadError.Incomplete)]
    [InlineData("3\r\nhel\r\n0\r\n\r\n", PayloadError.Incomplete)]
    [InlineData("5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n", PayloadError.Incomplete)]
    [InlineData("-5\r\nhello\r\n0\r\n\r\n", PayloadError.Incomplete)]
    [InlineData("ffffffffffffffff\r\nhello", PayloadError.Incomplete)]
    [InlineData("5;x=y\r\nhello\r\n0\r\n\r\n", PayloadError.Incomplete)]
    [InlineData("5\r\nhello\r\n0\r\nno colon\r\n\r\n", PayloadError.MalformedTrailer)]
    public void Broken_framing_is_refused(string body, PayloadError expected)
    {
        using var stream = new AwsChunkedStream(new MemoryStream(Encoding.ASCII.GetBytes(body)), 5, null, hasTrailers: true);

        Assert.Equal(expected, Assert.Throws<PayloadException>(() => Read(stream, 64)).Error);
    }

    [Fact]
    public void A_chunk_header_without_end_is_refused_before_it_fills_memory()
    {
        using var stream = new AwsChunkedStream(new MemoryStream(Enumerable.Repeat((byte)'1', 10_000_000).ToArray()), 5, null, hasTrailers: true);

        Assert.Throws<PayloadException>(() => Read(stream, 64));
    }

    [Fact]
    public void An_unsigned_chunk_in_a_signed_body_is_refused()
    {
        using var stream = new AwsChunkedStream(new MemoryStream("5\r\nhello\r\n0\r\n\r\n"u8.ToArray()), 5, ChunkedBody.Chain(), hasTrailers: false);

        Assert.Equal(PayloadError.SignatureMismatch, Assert.Throws<PayloadException>(() => Read(stream, 64)).Error);
    }

    private static byte[] Read(Stream stream, int bufferSize)
    {
        var copy = new MemoryStream();
        var buffer = new byte[bufferSize];
        // Memory streams complete at once, so nothing blocks here.
        while (stream.ReadAsync(buffer).AsTask().GetAwaiter().GetResult() is var read and > 0) copy.Write(buffer, 0, read);
        return copy.ToArray();
    }
}
