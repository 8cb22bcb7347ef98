using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using CsCheck;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Tests.Avro;

public sealed class AvroTests
{
    /// <summary>An old writer's names, ids that count, an order of its own, a field nobody knows, and a union with null last.</summary>
    private const string OldListSchema = """
        {"type":"record","name":"manifest_file","fields":[
          {"name":"unknown","type":{"type":"map","values":["null",{"type":"record","name":"r","fields":[{"name":"x","type":"double"}]}]},"field-id":9999},
          {"name":"added_data_files_count","type":["int","null"],"field-id":504},
          {"name":"path_by_another_name","type":"string","field-id":500},
          {"name":"manifest_length","type":"long","field-id":501},
          {"name":"partition_spec_id","type":"int","field-id":502}]}
        """;

    [Fact]
    public void Fields_are_found_by_id_whatever_their_name_and_order()
    {
        var manifest = Assert.Single(ManifestListReader.Read("l.avro", File(OldListSchema, "null", OldRecord())));
        Assert.Equal(("s3://b/m.avro", 70L, 0, 3), (manifest.Path, manifest.Length, manifest.PartitionSpecId, manifest.AddedFilesCount));
        Assert.Null(manifest.ExistingFilesCount);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("deflate")]
    [InlineData("zstandard")]
    [InlineData("snappy")]
    public void All_codecs_of_iceberg_writers_are_read(string codec) =>
        Assert.Equal("s3://b/m.avro", Assert.Single(ManifestListReader.Read("l.avro", File(OldListSchema, codec, OldRecord()))).Path);

    [Fact]
    public void An_unknown_codec_is_named() =>
        Assert.Contains("'bzip2'", Assert.Throws<InvalidFileException>(() => ManifestListReader.Read("l.avro", File(OldListSchema, "bzip2", OldRecord()))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_field_is_named()
    {
        var error = Assert.Throws<InvalidFileException>(() => ManifestListReader.Read("l.avro", File(OldListSchema.Replace("501", "601", StringComparison.Ordinal), "null", OldRecord())));
        Assert.Contains("501", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"record","name":"r","fields":[{"name":"x","type":"r"}]}""", "inside itself")]
    [InlineData("""{"type":"record","name":"r","fields":[{"name":"x","type":"missing"}]}""", "not defined")]
    [InlineData("{", "JSON")]
    public void Schemas_that_would_never_end_are_refused(string schema, string named) =>
        Assert.Contains(named, Assert.Throws<InvalidFileException>(() => ManifestListReader.Read("l.avro", File(schema, "null", [0]))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_schema_that_doubles_itself_is_refused()
    {
        var fields = new StringBuilder("""{"name":"f0","type":{"type":"record","name":"r0","fields":[]}}""");
        for (var i = 1; i < 64; i++)
            fields.Append($$$""",{"name":"f{{{i}}}","type":{"type":"record","name":"r{{{i}}}","fields":[{"name":"a","type":"r{{{i - 1}}}"},{"name":"b","type":"r{{{i - 1}}}"}]}}""");
        var schema = $$"""{"type":"record","name":"r","fields":[{{fields}}]}""";
        Assert.Contains("too large", Assert.Throws<InvalidFileException>(() => ManifestListReader.Read("l.avro", File(schema, "null", [0]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_of_nothing_cannot_run_for_ever()
    {
        var schema = """{"type":"record","name":"manifest_file","fields":[]}""";
        Assert.Throws<InvalidFileException>(() => ManifestListReader.Read("l.avro", File(schema, "null", [], count: long.MaxValue)));
    }

    [Fact]
    public void Damaged_manifests_give_the_typed_exception_and_nothing_else()
    {
        var table = TableMetadataBuilder.NewTable(TestLake.People, new PartitionSpec(0, [new PartitionField(2, null, "name", new IdentityTransform())]), null, "s3://b/t");
        var writer = new ManifestWriter(table, 0, ManifestContent.Data, 7);
        for (var i = 0; i < 5; i++) writer.Add(new ManifestEntry(EntryStatus.Added, null, null, null, TestLake.File($"f{i}", 10, "x") with { ValueCounts = new Dictionary<int, long> { [1] = 10 }, LowerBounds = new Dictionary<int, byte[]> { [1] = [1, 2] } }));
        var (whole, manifest) = writer.Finish("s3://b/t/metadata/m0.avro");
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Byte, Gen.Bool).Sample((at, value, cut) =>
        {
            var bytes = whole.ToArray();
            at %= bytes.Length;
            if (cut) bytes = bytes[..at];
            else bytes[at] = value;
            try
            {
                ManifestReader.Read(bytes, manifest, table);
            }
            catch (InvalidFileException e)
            {
                Assert.Equal(manifest.Path, e.File);
            }
        }, iter: 5000);
    }

    private static byte[] OldRecord()
    {
        using var record = new MemoryStream();
        Long(record, -1);
        // A block with its size: 1 entry, key "k", branch 1, a double.
        Long(record, 11);
        Text(record, "k");
        Long(record, 1);
        record.Write(BitConverter.GetBytes(1.5));
        Long(record, 0);
        Long(record, 0);
        Long(record, 3);
        Text(record, "s3://b/m.avro");
        Long(record, 70);
        Long(record, 0);
        return record.ToArray();
    }

    private static byte[] File(string schema, string codec, byte[] block, long count = 1)
    {
        using var file = new MemoryStream();
        file.Write("Obj\u0001"u8);
        Long(file, 2);
        Text(file, "avro.schema");
        Text(file, schema);
        Text(file, "avro.codec");
        Text(file, codec);
        Long(file, 0);
        file.Write(new byte[16]);
        var content = Compress(codec, block);
        Long(file, count);
        Long(file, content.Length);
        file.Write(content);
        file.Write(new byte[16]);
        return file.ToArray();
    }

    private static byte[] Compress(string codec, byte[] block)
    {
        switch (codec)
        {
            case "deflate":
                using (var compressed = new MemoryStream())
                {
                    using (var deflate = new DeflateStream(compressed, CompressionLevel.Optimal)) deflate.Write(block);
                    return compressed.ToArray();
                }
            case "zstandard":
                using (var compressor = new ZstdSharp.Compressor()) return compressor.Wrap(block).ToArray();
            case "snappy":
                // One literal, and the checksum that Avro puts after it.
                var checksum = new byte[4];
                BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc32.HashToUInt32(block));
                return [(byte)block.Length, (byte)((block.Length - 1) << 2), .. block, .. checksum];
            default:
                return block;
        }
    }

    private static void Text(Stream to, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Long(to, bytes.Length);
        to.Write(bytes);
    }

    private static void Long(Stream to, long value)
    {
        var zigzag = (ulong)((value << 1) ^ (value >> 63));
        for (; zigzag >= 0x80; zigzag >>= 7) to.WriteByte((byte)(zigzag | 0x80));
        to.WriteByte((byte)zigzag);
    }
}
