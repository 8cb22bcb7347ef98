using System.Buffers.Binary;
using Floe.Iceberg.IO;

namespace Floe.Iceberg.Puffin;

/// <summary>A Puffin file held in memory: what its footer says, and its blobs on request.</summary>
public sealed class PuffinFile
{
    private readonly string _location;
    private readonly ReadOnlyMemory<byte> _content;

    private PuffinFile(string location, ReadOnlyMemory<byte> content, int footerBytes, IReadOnlyList<PuffinBlob> blobs, IReadOnlyDictionary<string, string> properties)
    {
        (_location, _content, FooterSizeInBytes, Blobs, Properties) = (location, content, footerBytes, blobs, properties);
    }

    public IReadOnlyList<PuffinBlob> Blobs { get; }

    /// <summary>Such as <c>created-by</c>.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; }

    /// <summary>Of the footer with its magic at both ends, as the metadata of statistics files tells it.</summary>
    public int FooterSizeInBytes { get; }

    public long FileSizeInBytes => _content.Length;

    /// <exception cref="InvalidFileException">The file is no Puffin file.</exception>
    /// <exception cref="FileMissingException">Nothing is stored at the location.</exception>
    public static async Task<PuffinFile> ReadAsync(IFileIO io, string location, CancellationToken cancellationToken) =>
        Open(location, await io.ReadAsync(location, cancellationToken).ConfigureAwait(false));

    /// <exception cref="InvalidFileException">The bytes are no Puffin file.</exception>
    public static PuffinFile Open(string location, ReadOnlyMemory<byte> content)
    {
        var magic = PuffinFormat.Magic;
        var span = content.Span;
        if (!span.StartsWith(magic)) throw new InvalidFileException(location, "magic", "is no Puffin file: it does not start with 'PFA1'.");
        if (span.Length < magic.Length * 2 + PuffinFormat.TailBytes || !span.EndsWith(magic)) throw new InvalidFileException(location, "footer.magic", "the file does not end with 'PFA1': it is truncated.");

        var tail = span[^PuffinFormat.TailBytes..];
        var size = BinaryPrimitives.ReadInt32LittleEndian(tail);
        var start = (long)span.Length - PuffinFormat.TailBytes - size;
        if (size < 0 || start < magic.Length * 2) throw new InvalidFileException(location, "footer.payload-size", $"{size} bytes are announced in a file of {span.Length}.");
        if (!span[((int)start - magic.Length)..].StartsWith(magic)) throw new InvalidFileException(location, "footer.magic", "the footer does not start with 'PFA1'.");
        var flags = BinaryPrimitives.ReadUInt32LittleEndian(tail[4..]);
        if ((flags & ~(uint)PuffinFormat.CompressedFooterFlag) != 0) throw new InvalidFileException(location, "footer.flags", $"{flags:x8} has flags that this library does not know.");

        var payload = content.Slice((int)start, size);
        if ((flags & PuffinFormat.CompressedFooterFlag) != 0) payload = PuffinCodecs.Decompress(location, "footer", PuffinCodecs.Lz4, payload.Span);
        var (blobs, properties) = PuffinFooterJson.Read(location, payload);
        var footerStart = start - magic.Length;
        for (var i = 0; i < blobs.Count; i++) Check(location, blobs[i], i, footerStart);
        return new PuffinFile(location, content, span.Length - (int)footerStart, blobs, properties);
    }

    /// <summary>A blob's content, uncompressed.</summary>
    /// <exception cref="InvalidFileException">The content is corrupt.</exception>
    public ReadOnlyMemory<byte> Read(PuffinBlob blob)
    {
        var stored = _content.Slice(checked((int)blob.Offset), checked((int)blob.Length));
        return blob.CompressionCodec is { } codec ? PuffinCodecs.Decompress(_location, blob.Type, codec, stored.Span) : stored;
    }

    private static void Check(string location, PuffinBlob blob, int index, long end)
    {
        if (blob.Offset < PuffinFormat.Magic.Length || blob.Offset > end) throw new InvalidFileException(location, $"footer.blobs[{index}].offset", $"{blob.Offset} is outside the blobs, which end at {end}.");
        if (blob.Length < 0 || blob.Length > end - blob.Offset) throw new InvalidFileException(location, $"footer.blobs[{index}].length", $"{blob.Length} bytes from {blob.Offset} run over the end at {end}.");
    }
}
