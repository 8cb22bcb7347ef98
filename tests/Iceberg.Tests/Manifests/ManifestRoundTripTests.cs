using System.Numerics;
using CsCheck;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Tests.Manifests;

public sealed class ManifestRoundTripTests
{
    /// <summary>A column of every type that a table can be partitioned by.</summary>
    private static readonly Schema AllTypes = new(0,
    [
        NestedField.Optional(1, "b", PrimitiveType.Boolean),
        NestedField.Optional(2, "i", PrimitiveType.Int),
        NestedField.Optional(3, "l", PrimitiveType.Long),
        NestedField.Optional(4, "f", PrimitiveType.Float),
        NestedField.Optional(5, "d", PrimitiveType.Double),
        NestedField.Optional(6, "dec", new DecimalType(38, 5)),
        NestedField.Optional(7, "day", PrimitiveType.Date),
        NestedField.Optional(8, "t", PrimitiveType.Time),
        NestedField.Optional(9, "ts", PrimitiveType.Timestamp),
        NestedField.Optional(10, "tstz", PrimitiveType.TimestampTz),
        NestedField.Optional(11, "ns", PrimitiveType.TimestampNs),
        NestedField.Optional(12, "s", PrimitiveType.String),
        NestedField.Optional(13, "u", PrimitiveType.Uuid),
        NestedField.Optional(14, "fx", new FixedType(3)),
        NestedField.Optional(15, "bin", PrimitiveType.Binary),
    ]);

    private static readonly TableMetadata Table = TableMetadataBuilder.NewTable(
        AllTypes, new PartitionSpec(0, [.. AllTypes.Fields.Select(f => new PartitionField(f.Id, null, f.Name, new IdentityTransform())), new PartitionField(9, null, "ts_day", new DayTransform())]), null, "s3://b/t", formatVersion: 3);

    private static readonly Gen<object?> Null = Gen.Const((object?)null);

    private static readonly Gen<PartitionTuple> Tuples = Gen.Select(
        Gen.Select(Of(Gen.Bool), Of(Gen.Int), Of(Gen.Long), Of(Gen.Single), Of(Gen.Double), Of(Gen.Long.Select(l => new IcebergDecimal(new BigInteger(l) * 1000, 5))), Of(Gen.Int), Of(Gen.Long)),
        Gen.Select(Of(Gen.Long), Of(Gen.Long), Of(Gen.Long), Of(Gen.Char['a', 'z'].Array[0, 20].Select(c => new string(c))), Of(Gen.Guid), Of(Gen.Byte.Array[3]), Of(Gen.Byte.Array[0, 20]), Of(Gen.Int)),
        (a, b) => new PartitionTuple([a.Item1, a.Item2, a.Item3, a.Item4, a.Item5, a.Item6, a.Item7, a.Item8, b.Item1, b.Item2, b.Item3, b.Item4, b.Item5, b.Item6, b.Item7, b.Item8]));

    private static readonly Gen<Dictionary<int, long>> Counts = Gen.Select(Gen.Int[1, 15], Gen.Long).Array[0, 15].Select(a => a.DistinctBy(p => p.Item1).ToDictionary(p => p.Item1, p => p.Item2));

    private static readonly Gen<Dictionary<int, byte[]>> Bounds = Gen.Select(Gen.Int[1, 15], Gen.Byte.Array[0, 20]).Array[0, 15].Select(a => a.DistinctBy(p => p.Item1).ToDictionary(p => p.Item1, p => p.Item2));

    private static readonly Gen<DataFile> Files = Gen.Select(Gen.String, Tuples, Gen.Long[0, long.MaxValue], Counts, Bounds, Gen.Long.Array[0, 5], Gen.Bool).Select((path, partition, rows, counts, bounds, offsets, full) =>
        new DataFile
        {
            Path = path,
            Partition = partition,
            RecordCount = rows,
            FileSizeInBytes = rows / 2,
            ColumnSizes = full ? counts : null,
            ValueCounts = full ? counts : null,
            NullValueCounts = full ? counts : null,
            NanValueCounts = full ? counts : null,
            LowerBounds = full ? bounds : null,
            UpperBounds = full ? bounds : null,
            KeyMetadata = full ? [1, 2] : null,
            SplitOffsets = full ? offsets : null,
            SortOrderId = full ? 3 : null,
            FirstRowId = full ? rows : null,
            ReferencedDataFile = full ? "x" : null,
        });

    [Fact]
    public void Entries_come_back_as_they_were() => Gen.Select(Files.Where(f => IsText(f.Path)).Array[1, 5], Gen.Enum<EntryStatus>(), Gen.Long[1, long.MaxValue]).Sample((files, status, number) =>
    {
        var entries = files.Select(f => new ManifestEntry(status, 5, number, number, f)).ToList();
        var writer = new ManifestWriter(Table, 0, ManifestContent.Data, 7);
        foreach (var entry in entries) writer.Add(entry);
        var (content, manifest) = writer.Finish("m.avro");
        var read = ManifestReader.Read(content, manifest, Table);
        Assert.Equal(entries.Select(e => e with { File = null! }), read.Select(e => e with { File = null! }));
        foreach (var (expected, actual) in entries.Zip(read)) Assert.Equivalent(expected.File, actual.File, strict: true);
    }, iter: 100);

    [Fact]
    public void Added_entries_inherit_from_the_list_and_existing_ones_do_not()
    {
        var writer = new ManifestWriter(Table, 0, ManifestContent.Data, 7);
        var file = TestLake.File("a", 10, new object?[16]);
        writer.Add(new ManifestEntry(EntryStatus.Added, null, null, null, file));
        writer.Add(new ManifestEntry(EntryStatus.Existing, 3, 4, 4, file));
        writer.Add(new ManifestEntry(EntryStatus.Added, null, 2, null, file));
        var (content, manifest) = writer.Finish("m.avro");
        var (list, _, nextRowId) = ManifestListWriter.Write(Table with { LastSequenceNumber = 9 }, 7, null, [manifest]);
        var listed = Assert.Single(ManifestListReader.Read("l.avro", list));
        Assert.Equal((10L, 2L, 0L, 30L), (listed.SequenceNumber, listed.MinSequenceNumber, listed.FirstRowId, nextRowId));

        var read = ManifestReader.Read(content, listed, Table);
        Assert.Equal([(7L, 10L, 10L), (3L, 4L, 4L), (7L, 2L, 10L)], read.Select(e => (e.SnapshotId!.Value, e.SequenceNumber!.Value, e.FileSequenceNumber!.Value)));
        Assert.Equal([0L, 10L, 20L], read.Select(e => e.File.FirstRowId!.Value));
    }

    [Fact]
    public void The_list_tells_the_range_of_each_partition_field()
    {
        var table = TableMetadataBuilder.NewTable(TestLake.People, new PartitionSpec(0, [new PartitionField(2, null, "name", new IdentityTransform())]), null, "s3://b/t");
        var writer = new ManifestWriter(table, 0, ManifestContent.Data, 7);
        foreach (var name in new[] { "m", null, "c", "x" }) writer.Add(new ManifestEntry(EntryStatus.Added, null, null, null, TestLake.File("a", 1, name)));
        var listed = Assert.Single(ManifestListReader.Read("l.avro", ManifestListWriter.Write(table, 7, null, [writer.Finish("m.avro").Manifest]).Content));
        var range = Assert.Single(listed.Partitions!);
        Assert.True(range.ContainsNull);
        Assert.Equal("c"u8.ToArray(), range.LowerBound);
        Assert.Equal("x"u8.ToArray(), range.UpperBound);
    }

    [Fact]
    public void A_file_of_another_kind_or_partition_does_not_get_in()
    {
        var writer = new ManifestWriter(Table, 0, ManifestContent.Data, 7);
        Assert.Throws<ArgumentException>(() => writer.Add(new ManifestEntry(EntryStatus.Added, null, null, null, TestLake.File("a", 1, "x"))));
        Assert.Throws<ArgumentException>(() => writer.Add(new ManifestEntry(EntryStatus.Added, null, null, null, TestLake.File("a", 1, new object?[16]) with { Content = FileContent.PositionDeletes })));
    }

    private static Gen<object?> Of<T>(Gen<T> gen) => Gen.OneOf(Null, gen.Select(v => (object?)v));

    /// <summary>UTF-8 has no half surrogate pairs.</summary>
    private static bool IsText(string text) => text.EnumerateRunes().All(r => r != System.Text.Rune.ReplacementChar);
}
