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

    /// <param name="data">The file, in which the block is.</param>
    public static void Decompress(string codec, byte[] data, int start, int length, BlockBuffer plain, AvroDecoder context)
    {
        try
        {
            switch (codec)
            {
                case None:
                    plain.Set(data.AsSpan(start, length));
                    break;
                case Deflate:
                    using (var deflate = new DeflateStream(new MemoryStream(data, start, length, writable: false), CompressionMode.Decompress)) plain.Fill(deflate, MaxBlockBytes);
                    break;
                case "zstandard":
                    using (var zstd = new DecompressionStream(new MemoryStream(data, start, length, writable: false), leaveOpen: false)) plain.Fill(zstd, MaxBlockBytes);
                    break;
                case "snappy":
                    plain.Set(Snappy.Decompress(data.AsSpan(start, length), MaxBlockBytes));
                    break;
                default:
                    throw context.Fail($"codec '{codec}' is not supported; null, deflate, zstandard and snappy are.");
            }
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
}
