using System.Text;
using System.Text.Json;
using Floe.Iceberg.Json;

namespace Floe.Iceberg.Avro;

/// <summary>An object container file held in memory: its header, and its blocks of records on request.</summary>
internal sealed class AvroFile
{
    /// <summary>Sync marker after the header and each block.</summary>
    private const int SyncLength = 16;

    private readonly string _location;
    private readonly byte[] _data;
    private readonly byte[] _sync;
    private readonly int _start;
    private readonly string _codec;

    private AvroFile(string location, byte[] data, int start, byte[] sync, IReadOnlyDictionary<string, string> metadata, AvroSchema schema)
    {
        _location = location;
        _data = data;
        _start = start;
        _sync = sync;
        _codec = metadata.GetValueOrDefault("avro.codec", "null");
        Metadata = metadata;
        Schema = schema;
    }

    /// <summary>The header's key-values, the schema among them.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    public AvroSchema Schema { get; }

    /// <exception cref="InvalidFileException">The bytes are no Avro file.</exception>
    public static AvroFile Open(string location, byte[] data)
    {
        if (!data.AsSpan().StartsWith("Obj\u0001"u8)) throw new InvalidFileException(location, "", "is no Avro file: it does not start with 'Obj', 1.");
        var decoder = new AvroDecoder(location, data, 4, data.Length) { Field = "header" };
        var metadata = ReadHeader(decoder);
        var sync = decoder.Take(SyncLength).ToArray();
        return new AvroFile(location, data, data.Length - decoder.Remaining, sync, metadata, ReadSchema(location, metadata));
    }

    /// <summary>Calls <paramref name="read"/> once for each record.</summary>
    /// <exception cref="InvalidFileException">The file is truncated or corrupt.</exception>
    public void ReadRecords(Action<AvroDecoder> read)
    {
        var blocks = new AvroDecoder(_location, _data, _start, _data.Length);
        var plain = new BlockBuffer();
        while (blocks.Remaining > 0)
        {
            blocks.Field = "block";
            var count = blocks.ReadLong();
            var length = blocks.ReadBytes().Length;
            AvroCodecs.Decompress(_codec, _data, blocks.Position - length, length, plain, blocks);
            if (!blocks.Take(SyncLength).SequenceEqual(_sync)) throw blocks.Fail("a block does not end with the file's sync marker.");
            // A record takes at least a byte: records of nothing would make a small file run for ever.
            if (count < 0 || count > plain.Length) throw blocks.Fail($"{count} records are announced in {plain.Length} bytes.");

            var records = new AvroDecoder(_location, plain.Bytes, 0, plain.Length);
            for (var i = 0L; i < count; i++) read(records);
            if (records.Remaining > 0) throw blocks.Fail($"{records.Remaining} bytes are left after the last record.");
        }
    }

    private static Dictionary<string, string> ReadHeader(AvroDecoder decoder)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int count; (count = decoder.ReadBlockCount(out _)) > 0;)
        {
            for (var i = 0; i < count; i++)
            {
                var key = decoder.ReadString();
                metadata[key] = decoder.ReadString();
            }
        }
        return metadata;
    }

    private static AvroSchema ReadSchema(string location, Dictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue("avro.schema", out var json)) throw new InvalidFileException(location, "header", "has no avro.schema.");
        try
        {
            return AvroSchemaParser.Parse(Encoding.UTF8.GetBytes(json));
        }
        catch (JsonException e)
        {
            throw new InvalidFileException(location, "avro.schema", $"is not valid JSON: {e.Message}", e);
        }
        catch (JsonShapeException e)
        {
            throw new InvalidFileException(location, $"avro.{e.Path}", e.Problem, e);
        }
    }
}
