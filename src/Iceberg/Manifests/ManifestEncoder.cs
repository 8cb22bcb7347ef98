using Floe.Iceberg.Avro;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Manifests;

/// <summary>Encodes entries in the order of <see cref="ManifestSchema"/>.</summary>
internal sealed class ManifestEncoder(int formatVersion, StructType partition)
{
    public void Write(AvroEncoder to, ManifestEntry entry)
    {
        to.Long((int)entry.Status);
        to.OptionalLong(entry.SnapshotId);
        to.OptionalLong(entry.SequenceNumber);
        to.OptionalLong(entry.FileSequenceNumber);
        Write(to, entry.File);
    }

    private void Write(AvroEncoder to, DataFile file)
    {
        to.Long((int)file.Content);
        to.String(file.Path);
        to.String(Format(file.Format));
        for (var i = 0; i < partition.Fields.Count; i++) PartitionValue(to, partition.Fields[i].Type, file.Partition[i]);
        to.Long(file.RecordCount);
        to.Long(file.FileSizeInBytes);
        Map(to, file.ColumnSizes);
        Map(to, file.ValueCounts);
        Map(to, file.NullValueCounts);
        Map(to, file.NanValueCounts);
        Map(to, file.LowerBounds);
        Map(to, file.UpperBounds);
        to.OptionalBytes(file.KeyMetadata);
        List(to, file.SplitOffsets, static (to, offset) => to.Long(offset));
        List(to, file.EqualityIds, static (to, id) => to.Long(id));
        to.OptionalLong(file.SortOrderId);
        if (formatVersion >= 3) to.OptionalLong(file.FirstRowId);
        to.OptionalString(file.ReferencedDataFile);
        if (formatVersion < 3) return;
        to.OptionalLong(file.ContentOffset);
        to.OptionalLong(file.ContentSizeInBytes);
    }

    private static string Format(FileFormat format) => format switch
    {
        FileFormat.Parquet => "PARQUET",
        FileFormat.Avro => "AVRO",
        FileFormat.Orc => "ORC",
        _ => "PUFFIN",
    };

    private static void PartitionValue(AvroEncoder to, IcebergType type, object? value)
    {
        if (!to.Present(value is not null)) return;
        switch (value)
        {
            case bool b:
                to.Boolean(b);
                break;
            case int i:
                to.Long(i);
                break;
            case long l:
                to.Long(l);
                break;
            case float f:
                to.Float(f);
                break;
            case double d:
                to.Double(d);
                break;
            case string s:
                to.String(s);
                break;
            case Guid g:
                to.Raw(g.ToByteArray(bigEndian: true));
                break;
            case IcebergDecimal d:
                to.Raw(SignExtended(d, ((DecimalType)type).RequiredBytes));
                break;
            case byte[] bytes when type.Kind == TypeKind.Fixed:
                to.Raw(bytes);
                break;
            case byte[] bytes:
                to.Bytes(bytes);
                break;
        }
    }

    private static byte[] SignExtended(IcebergDecimal value, int length)
    {
        var minimal = value.Unscaled.ToByteArray(isUnsigned: false, isBigEndian: true);
        var bytes = new byte[length];
        if (value.Unscaled.Sign < 0) Array.Fill(bytes, byte.MaxValue);
        minimal.CopyTo(bytes, length - minimal.Length);
        return bytes;
    }

    private static void Map(AvroEncoder to, IReadOnlyDictionary<int, long>? map)
    {
        if (!Block(to, map?.Count)) return;
        foreach (var (key, value) in map!)
        {
            to.Long(key);
            to.Long(value);
        }
        to.Long(0);
    }

    private static void Map(AvroEncoder to, IReadOnlyDictionary<int, byte[]>? map)
    {
        if (!Block(to, map?.Count)) return;
        foreach (var (key, value) in map!)
        {
            to.Long(key);
            to.Bytes(value);
        }
        to.Long(0);
    }

    private static void List<T>(AvroEncoder to, IReadOnlyList<T>? list, Action<AvroEncoder, T> item)
    {
        if (!Block(to, list?.Count)) return;
        foreach (var value in list!) item(to, value);
        to.Long(0);
    }

    /// <summary>Begins an optional array; an empty one is its end marker alone.</summary>
    private static bool Block(AvroEncoder to, int? count)
    {
        if (!to.Present(count is not null)) return false;
        if (count == 0)
        {
            to.Long(0);
            return false;
        }
        to.Long(count!.Value);
        return true;
    }
}
