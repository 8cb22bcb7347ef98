using ZstdSharp;

namespace Floe.Iceberg.Puffin;

/// <summary>The compressions of blobs and footers: both of the specification are read, none is written.</summary>
internal static class PuffinCodecs
{
    public const string Lz4 = "lz4";
    public const string Zstd = "zstd";

    /// <summary>Statistics are sketches of kilobytes; beyond this it is an attack.</summary>
    private const int MaxBytes = 256 * 1024 * 1024;

    /// <exception cref="InvalidFileException">The content is corrupt, or the codec unknown.</exception>
    public static ReadOnlyMemory<byte> Decompress(string file, string field, string codec, ReadOnlySpan<byte> content)
    {
        try
        {
            return codec switch
            {
                Zstd => DecompressZstd(content),
                Lz4 => Lz4Frame.Decompress(content, MaxBytes),
                _ => throw new InvalidFileException(file, $"{field}.compression-codec", $"'{codec}' is none of the specification (lz4, zstd)."),
            };
        }
        catch (Exception e) when (e is InvalidDataException or ZstdException or EndOfStreamException)
        {
            throw new InvalidFileException(file, field, $"is not valid {codec}: {e.Message}", e);
        }
    }

    private static byte[] DecompressZstd(ReadOnlySpan<byte> content)
    {
        using var source = new DecompressionStream(new MemoryStream(content.ToArray(), writable: false), leaveOpen: false);
        using var plain = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            if (plain.Length + read > MaxBytes) throw new InvalidDataException($"it is larger than {MaxBytes} bytes uncompressed");
            plain.Write(buffer, 0, read);
        }
        return plain.ToArray();
    }
}
