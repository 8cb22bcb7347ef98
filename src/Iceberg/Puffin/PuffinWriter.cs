using System.Buffers;
using System.Buffers.Binary;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Puffin;

/// <summary>Writes a Puffin file in memory, uncompressed.</summary>
/// <param name="createdBy">Name and version of the application, for who finds the file.</param>
public sealed class PuffinWriter(string createdBy)
{
    private readonly ArrayBufferWriter<byte> _content = New();
    private readonly List<PuffinBlob> _blobs = [];

    /// <param name="snapshotId">-1 where it is not known yet.</param>
    /// <returns>The blob with its place in the file.</returns>
    public PuffinBlob Add(
        string type, IReadOnlyList<int> fields, ReadOnlySpan<byte> content, long snapshotId = -1, long sequenceNumber = -1, IReadOnlyDictionary<string, string>? properties = null)
    {
        var blob = new PuffinBlob(type, fields, snapshotId, sequenceNumber, _content.WrittenCount, content.Length, CompressionCodec: null, properties ?? Properties.None);
        _content.Write(content);
        _blobs.Add(blob);
        return blob;
    }

    /// <summary>The whole file so far.</summary>
    public byte[] ToArray()
    {
        var payload = PuffinFooterJson.Write(_blobs, new Dictionary<string, string> { [PuffinFormat.CreatedBy] = createdBy });
        var magic = PuffinFormat.Magic;
        var file = new byte[_content.WrittenCount + magic.Length + payload.Length + PuffinFormat.TailBytes];
        _content.WrittenSpan.CopyTo(file);
        var footer = file.AsSpan(_content.WrittenCount);
        magic.CopyTo(footer);
        payload.CopyTo(footer[magic.Length..]);
        var tail = footer[(magic.Length + payload.Length)..];
        BinaryPrimitives.WriteInt32LittleEndian(tail, payload.Length);
        magic.CopyTo(tail[8..]);
        return file;
    }

    private static ArrayBufferWriter<byte> New()
    {
        var content = new ArrayBufferWriter<byte>(4096);
        content.Write(PuffinFormat.Magic);
        return content;
    }
}
