using System.Text;
using CsCheck;
using Floe.Iceberg.Puffin;
using ZstdSharp;

namespace Floe.Iceberg.Tests.Puffin;

public sealed class PuffinTests
{
    [Fact]
    public void A_file_without_blobs_is_magic_and_footer()
    {
        var file = new PuffinWriter("tests 1").ToArray();
        var text = """{"blobs":[],"properties":{"created-by":"tests 1"}}""";
        byte[] expected = [.. "PFA1PFA1"u8, .. Encoding.UTF8.GetBytes(text), (byte)text.Length, 0, 0, 0, 0, 0, 0, 0, .. "PFA1"u8];
        Assert.Equal(expected, file);
    }

    [Fact]
    public void Blobs_are_read_back_with_what_the_footer_says_of_them()
    {
        var writer = new PuffinWriter("tests 1");
        writer.Add("some-blob", [1, 2], "abc"u8, 7, 3, new Dictionary<string, string> { ["ndv"] = "12" });
        writer.Add("empty-blob", [], []);
        var file = PuffinFile.Open("f.puffin", writer.ToArray());
        Assert.Equal("tests 1", file.Properties["created-by"]);
        Assert.Equal(["some-blob", "empty-blob"], file.Blobs.Select(b => b.Type));
        var (first, second) = (file.Blobs[0], file.Blobs[1]);
        Assert.Equal((4L, 3L, 7L, 3L), (first.Offset, first.Length, first.SnapshotId, first.SequenceNumber));
        Assert.Equal((7L, 0L, -1L, -1L), (second.Offset, second.Length, second.SnapshotId, second.SequenceNumber));
        Assert.Equal("abc"u8.ToArray(), file.Read(first).ToArray());
        Assert.Equal("12", first.ToMetadata().Properties["ndv"]);
        Assert.Equal(file.FileSizeInBytes - 7, file.FooterSizeInBytes);
    }

    [Fact]
    public void Blobs_compressed_with_zstd_are_read()
    {
        var plain = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("deletes ", 200)));
        using var compressor = new Compressor();
        Assert.Equal(plain, ReadAs("zstd", compressor.Wrap(plain).ToArray()));
    }

    /// <summary>A frame put together by hand from the LZ4 frame format: literals "abcd", then a copy of 8 bytes from 4 back, then "e".</summary>
    [Fact]
    public void Blobs_compressed_with_lz4_are_read() =>
        Assert.Equal("abcdabcdabcde"u8.ToArray(), ReadAs("lz4", Convert.FromHexString("04224d18" + "604082" + "09000000" + "44" + "61626364" + "0400" + "10" + "65" + "00000000")));

    [Theory]
    [InlineData("lz4", "00")]
    [InlineData("lz4", "04224d18604082090000004461626364ffff1065")]
    [InlineData("zstd", "0102030405")]
    [InlineData("brotli", "00")]
    public void Blobs_that_are_not_what_their_codec_says_are_refused(string codec, string hex)
    {
        var error = Assert.Throws<InvalidFileException>(() => ReadAs(codec, Convert.FromHexString(hex)));
        Assert.Equal("f.puffin", error.File);
        Assert.StartsWith("b", error.Field, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "magic")]
    [InlineData("50464131", "footer.magic")]
    [InlineData("5046413150464131ffffff7f0000000050464131", "footer.payload-size")]
    [InlineData("504641315046413100000000000000005046413f", "footer.magic")]
    [InlineData("5046413150464131000000000200000050464131", "footer.flags")]
    [InlineData("5046413150464131000000000000000050464131", "footer")]
    public void A_file_that_is_no_puffin_file_is_refused_with_the_field(string hex, string field)
    {
        var error = Assert.Throws<InvalidFileException>(() => PuffinFile.Open("f.puffin", Convert.FromHexString(hex)));
        Assert.Equal(("f.puffin", field), (error.File, error.Field));
    }

    [Theory]
    [InlineData("\"offset\":4", "\"offset\":-1", "footer.blobs[0].offset")]
    [InlineData("\"offset\":4", "\"offset\":9999999999", "footer.blobs[0].offset")]
    [InlineData("\"length\":3", "\"length\":9223372036854775807", "footer.blobs[0].length")]
    [InlineData("\"length\":3", "\"length\":-3", "footer.blobs[0].length")]
    [InlineData("\"fields\"", "\"felds\"", "footer.blobs[0].fields")]
    public void A_footer_that_points_outside_the_file_is_refused(string good, string bad, string field)
    {
        var writer = new PuffinWriter("t");
        writer.Add("b", [1], "abc"u8);
        var file = writer.ToArray();
        var footer = Encoding.UTF8.GetString(file[11..^12]).Replace(good, bad, StringComparison.Ordinal);
        byte[] changed = [.. file[..11], .. Encoding.UTF8.GetBytes(footer), .. BitConverter.GetBytes(footer.Length), .. file[^8..]];
        var error = Assert.Throws<InvalidFileException>(() => PuffinFile.Open("f.puffin", changed));
        Assert.Equal(field, error.Field);
    }

    [Fact]
    public void Damaged_files_are_refused_or_read_but_never_crash()
    {
        var writer = new PuffinWriter("t");
        writer.Add("b", [1], "abcdefgh"u8);
        var good = writer.ToArray();
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Sample(
            (at, value, length) =>
            {
                var damaged = good.ToArray();
                damaged[at] = value;
                try
                {
                    var file = PuffinFile.Open("f", length == 0 ? damaged : damaged.AsMemory(0, length));
                    foreach (var blob in file.Blobs) file.Read(blob);
                }
                catch (InvalidFileException e)
                {
                    Assert.Equal("f", e.File);
                }
            }, iter: 3000);
    }

    private static byte[] ReadAs(string codec, byte[] stored)
    {
        var writer = new PuffinWriter("t");
        writer.Add("b", [1], stored);
        var file = writer.ToArray();
        var start = 4 + stored.Length + 4;
        var footer = Encoding.UTF8.GetString(file[start..^12]).Replace("\"length\"", $"\"compression-codec\":\"{codec}\",\"length\"", StringComparison.Ordinal);
        byte[] changed = [.. file[..start], .. Encoding.UTF8.GetBytes(footer), .. BitConverter.GetBytes(footer.Length), .. file[^8..]];
        var read = PuffinFile.Open("f.puffin", changed);
        return read.Read(read.Blobs[0]).ToArray();
    }
}
