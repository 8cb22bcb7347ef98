using System.IO.Compression;
using System.Text;
using CsCheck;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Tests.Spec;

public sealed class TableMetadataJsonTests
{
    private const string Version1 = """
        {"format-version":1,"location":"s3://b/t/","last-updated-ms":1,"last-column-id":1,
         "schema":{"type":"struct","fields":[{"id":1,"name":"a","required":true,"type":"int"}]},
         "partition-spec":[{"source-id":1,"name":"a_b","transform":"bucket[4]"}],
         "current-snapshot-id":7,"snapshots":[{"snapshot-id":7,"timestamp-ms":1,"manifests":["s3://b/t/m.avro"]}]}
        """;

    [Fact]
    public void Version_1_is_read_with_what_later_versions_ask_for()
    {
        var metadata = Parse(Version1);
        Assert.Equal("s3://b/t", metadata.Location);
        Assert.Equal(1000, metadata.DefaultSpec.Fields[0].FieldId);
        Assert.Equal(1000, metadata.LastPartitionId);
        Assert.Equal(7, metadata.Refs[SnapshotRef.Main].SnapshotId);
        Assert.Equal(0, metadata.CurrentSnapshot!.SequenceNumber);
        Assert.Equal(["s3://b/t/m.avro"], metadata.CurrentSnapshot.Manifests);
        Assert.Throws<NotSupportedException>(() => TableMetadataJson.Serialize(metadata));
    }

    [Fact]
    public void A_current_snapshot_of_minus_one_is_none() =>
        Assert.Null(Parse(Version1.Replace("\"current-snapshot-id\":7", "\"current-snapshot-id\":-1", StringComparison.Ordinal)).CurrentSnapshotId);

    [Fact]
    public void Snapshot_ids_keep_all_64_bits()
    {
        var json = Version1.Replace(":7,", ":9223372036854775807,", StringComparison.Ordinal);
        Assert.Equal(long.MaxValue, Parse(json).CurrentSnapshotId);
    }

    [Fact]
    public void Gzip_is_read()
    {
        var metadata = TableMetadataBuilder.NewTable(TestLake.People, null, null, "s3://b/t");
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest)) gzip.Write(TableMetadataJson.Serialize(metadata));
        Assert.Equal(metadata.TableUuid, TableMetadataJson.Parse(compressed.ToArray()).TableUuid);
    }

    [Theory]
    [InlineData("\"format-version\":1", "\"format-version\":4", "format-version")]
    [InlineData("\"location\":\"s3://b/t/\",", "", "location")]
    [InlineData("\"last-updated-ms\":1", "\"last-updated-ms\":\"now\"", "last-updated-ms")]
    [InlineData("\"type\":\"int\"", "\"type\":\"integer\"", "schema.fields[0].type")]
    [InlineData("\"current-snapshot-id\":7", "\"current-snapshot-id\":8", "current-snapshot-id")]
    [InlineData("bucket[4]", "bucket[none]", "partition-spec[0].transform")]
    [InlineData("\"snapshot-id\":7", "\"snapshot-id\":7.5", "snapshots[0].snapshot-id")]
    public void What_is_wrong_is_named_by_file_and_field(string from, string to, string field)
    {
        var error = Assert.Throws<InvalidFileException>(() => TableMetadataJson.Parse(Encoding.UTF8.GetBytes(Version1.Replace(from, to, StringComparison.Ordinal)), "s3://b/t/bad.json"));
        Assert.Equal(("s3://b/t/bad.json", field), (error.File, error.Field));
    }

    [Fact]
    public void Deeply_nested_json_is_refused_and_not_followed()
    {
        var type = string.Concat(Enumerable.Repeat("""{"type":"list","element-id":2,"element-required":true,"element":""", 10_000));
        Assert.Throws<InvalidFileException>(() => Parse(Version1.Replace("\"type\":\"int\"", "\"type\":" + type, StringComparison.Ordinal)));
    }

    [Fact]
    public void Damaged_files_give_the_typed_exception_and_nothing_else()
    {
        var whole = TableMetadataJson.SerializeCompressed(TableMetadataBuilder.NewTable(TestLake.People, null, null, "s3://b/t"));
        var plain = Encoding.UTF8.GetBytes(Version1);
        Gen.Select(Gen.Bool, Gen.Int[0, 10_000], Gen.Byte, Gen.Bool).Sample((gzip, at, value, cut) =>
        {
            var bytes = (gzip ? whole : plain).ToArray();
            at %= bytes.Length;
            if (cut) bytes = bytes[..at];
            else bytes[at] = value;
            try
            {
                TableMetadataJson.Parse(bytes, "damaged");
            }
            catch (InvalidFileException)
            {
            }
        }, iter: 3000);
    }

    private static TableMetadata Parse(string json) => TableMetadataJson.Parse(Encoding.UTF8.GetBytes(json));
}
