using System.IO.Compression;
using ZstdSharp;

namespace Floe.Iceberg.Avro;

/// <summary>The compressions of blocks. All four that Iceberg writers use are read; deflate (Java's default, "gzip") and none are written.</summary>
internal static class AvroCodecs
{
    public const string Deflate = "deflate";
    public const string None = "null";

    /// <summary>Writers fill blocks to about 64 KiB; beyond this it is an attack.</summary>
    private const int MaxBlockBytes = 256 * 1024 * 1024;

    public static byte[] Decompress(string codec, ReadOnlySpan<byte> block, AvroDecoder context)
    {
        try
        {
            return codec switch
            {
                None => block.ToArray(),
                Deflate => ReadAll(new DeflateStream(new MemoryStream(block.ToArray(), writable: false), CompressionMode.Decompress), context),
                "zstandard" => ReadAll(new DecompressionStream(new MemoryStream(block.ToArray(), writable: false), leaveOpen: false), context),
                "snappy" => Snappy.Decompress(block, MaxBlockBytes),
                _ => throw context.Fail($"codec '{codec}' is not supported; null, deflate, zstandard and snappy are."),
            };
        }
        catch (Exception e) when (e is InvalidDataException or ZstdException or EndOfStreamException)
        {
            throw context.Fail($"a block is not valid {codec}: {e.Message}");
        }
    }

    public static ReadOnlyMemory<byte> Compress(string codec, ReadOnlyMemory<byte> block)
    {
        if (codec == None) return block;
        using var compressed = new MemoryStream(block.Length / 4);
        using (var deflate = new DeflateStream(compressed, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(block.Span);
        return compressed.GetBuffer().AsMemory(0, (int)compressed.Length);
    }

    private static byte[] ReadAll(Stream stream, AvroDecoder context)
    {
        using var source = stream;
        using var plain = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            if (plain.Length + read > MaxBlockBytes) throw context.Fail($"a block is larger than {MaxBlockBytes} bytes uncompressed.");
            plain.Write(buffer, 0, read);
        }
        return plain.ToArray();
    }
}
