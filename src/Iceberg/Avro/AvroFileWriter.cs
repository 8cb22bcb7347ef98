using System.Security.Cryptography;

namespace Floe.Iceberg.Avro;

/// <summary>Writes an object container file in memory. Manifests are a few MiB: they are rolled over at their target size.</summary>
internal sealed class AvroFileWriter
{
    private const int BlockBytes = 64 * 1024;

    private readonly AvroEncoder _file = new();
    private readonly AvroEncoder _block = new();
    private readonly byte[] _sync = RandomNumberGenerator.GetBytes(16);
    private readonly string _codec;
    private long _recordsInBlock;

    public AvroFileWriter(string schema, IEnumerable<KeyValuePair<string, string>> metadata, string codec = AvroCodecs.Deflate)
    {
        _codec = codec;
        List<KeyValuePair<string, string>> header = [.. metadata, new("avro.schema", schema), new("avro.codec", codec)];
        _file.Raw("Obj\u0001"u8);
        _file.Long(header.Count);
        foreach (var (key, value) in header)
        {
            _file.String(key);
            _file.String(value);
        }
        _file.Long(0);
        _file.Raw(_sync);
    }

    /// <summary>Bytes so far; those of the open block are not compressed yet.</summary>
    public long Length => _file.Length + _block.Length;

    /// <summary>Appends the record that <paramref name="write"/> encodes.</summary>
    public void Write<T>(T record, Action<AvroEncoder, T> write)
    {
        write(_block, record);
        _recordsInBlock++;
        if (_block.Length >= BlockBytes) EndBlock();
    }

    public byte[] ToArray()
    {
        EndBlock();
        return _file.Written.ToArray();
    }

    private void EndBlock()
    {
        if (_recordsInBlock == 0) return;
        _file.Long(_recordsInBlock);
        _file.Bytes(AvroCodecs.Compress(_codec, _block.Written).Span);
        _file.Raw(_sync);
        _block.Clear();
        _recordsInBlock = 0;
    }
}
