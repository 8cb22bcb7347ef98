using System.Numerics;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Avro;

/// <summary>Takes one value of a writer's schema from a decoder.</summary>
internal delegate T AvroRead<out T>(AvroDecoder decoder);

/// <summary>
/// Makes readers for a writer's schema, once a file. Each takes what the reader wants from what the writer wrote (Avro's promotions), and throws
/// <see cref="FormatException"/> where that is not possible.
/// </summary>
internal static class AvroReads
{
    public static AvroRead<bool> Boolean(AvroSchema schema) => schema is AvroPrimitive { Kind: AvroKind.Boolean } ? d => d.ReadBoolean() : throw Unexpected(schema, "a boolean");

    public static AvroRead<int> Int(AvroSchema schema) => schema is AvroPrimitive { Kind: AvroKind.Int or AvroKind.Long } ? d => d.ReadInt() : throw Unexpected(schema, "an int");

    public static AvroRead<long> Long(AvroSchema schema) => schema is AvroPrimitive { Kind: AvroKind.Int or AvroKind.Long } ? d => d.ReadLong() : throw Unexpected(schema, "a long");

    public static AvroRead<string> String(AvroSchema schema) => schema is AvroPrimitive { Kind: AvroKind.String or AvroKind.Bytes } ? d => d.ReadString() : throw Unexpected(schema, "a string");

    public static AvroRead<byte[]> Bytes(AvroSchema schema) => schema switch
    {
        AvroPrimitive { Kind: AvroKind.Bytes or AvroKind.String } => d => d.ReadBytes().ToArray(),
        AvroFixed { Length: var length } => d => d.Take(length).ToArray(),
        _ => throw Unexpected(schema, "bytes"),
    };

    public static Func<AvroSchema, AvroRead<List<T>>> List<T>(Func<AvroSchema, AvroRead<T>> item) => schema =>
    {
        if (schema is not AvroArray array) throw Unexpected(schema, "an array");
        var read = item(array.Items);
        return decoder =>
        {
            var list = new List<T>();
            for (int count; (count = decoder.ReadBlockCount(out _)) > 0;)
            {
                list.EnsureCapacity(list.Count + Math.Min(count, 1024));
                for (var i = 0; i < count; i++) list.Add(read(decoder));
            }
            return list;
        };
    };

    /// <summary>A map with int keys, which Avro has as an array of key-value records.</summary>
    public static Func<AvroSchema, AvroRead<IReadOnlyDictionary<int, T>>> IntMap<T>(int keyId, int valueId, Func<AvroSchema, AvroRead<T>> value) => schema =>
    {
        if (schema is not AvroArray { Items: AvroRecord { Fields: [var first, var second] } }) throw Unexpected(schema, "an array of key-value records");
        // Old writers gave no ids inside maps; key and value are then known by place, which the specification fixes.
        if ((first.Id ?? keyId) != keyId || (second.Id ?? valueId) != valueId) throw new FormatException($"a map of key {keyId} and value {valueId} is expected, not {first.Id} and {second.Id}");
        var (readKey, readValue) = (Int(first.Schema), value(second.Schema));
        var map = new FieldValuesBuilder<T>();
        return decoder =>
        {
            for (int count; (count = decoder.ReadBlockCount(out _)) > 0;)
            {
                for (var i = 0; i < count; i++) map.Add(readKey(decoder), readValue(decoder));
            }
            return map.Take();
        };
    };

    /// <summary>A partition value: by the writer's schema, then promoted to the type the table has now. Null for null.</summary>
    public static AvroRead<object?> Value(AvroSchema schema, IcebergType type)
    {
        switch (schema)
        {
            case AvroUnion union:
                var branches = union.Branches.Select(b => Value(b, type)).ToArray();
                return decoder => Branch(decoder, branches)(decoder);
            case AvroPrimitive { Kind: AvroKind.Null }:
                return _ => null;
            case AvroPrimitive { Kind: AvroKind.Boolean }:
                return d => d.ReadBoolean();
            case AvroPrimitive { Kind: AvroKind.Int or AvroKind.Long } when IsLong(type):
                return d => d.ReadLong();
            case AvroPrimitive { Kind: AvroKind.Int }:
                return d => d.ReadInt();
            case AvroPrimitive { Kind: AvroKind.Long }:
                return type.Kind is TypeKind.Int or TypeKind.Date ? d => d.ReadInt() : d => d.ReadLong();
            case AvroPrimitive { Kind: AvroKind.Float }:
                return type.Kind == TypeKind.Double ? d => (double)d.ReadFloat() : d => d.ReadFloat();
            case AvroPrimitive { Kind: AvroKind.Double }:
                return d => d.ReadDouble();
            case AvroPrimitive { Kind: AvroKind.String }:
                return d => d.ReadString();
            case AvroPrimitive { Kind: AvroKind.Bytes, LogicalType: "decimal", Scale: var scale }:
                return d => Decimal(d.ReadBytes(), scale);
            case AvroPrimitive { Kind: AvroKind.Bytes }:
                return d => d.ReadBytes().ToArray();
            case AvroFixed { LogicalType: "decimal", Scale: var scale, Length: var length }:
                return d => Decimal(d.Take(length), scale);
            case AvroFixed { Length: 16 } when type.Kind == TypeKind.Uuid:
                return d => new Guid(d.Take(16), bigEndian: true);
            case AvroFixed { LogicalType: "uuid", Length: 16 }:
                return d => new Guid(d.Take(16), bigEndian: true);
            case AvroFixed { Length: var length }:
                return d => d.Take(length).ToArray();
            default:
                throw Unexpected(schema, type.ToString());
        }
    }

    public static T Branch<T>(AvroDecoder decoder, T[] branches)
    {
        var index = decoder.ReadLong();
        return index >= 0 && index < branches.Length ? branches[index] : throw decoder.Fail($"union branch {index} of {branches.Length} does not exist.");
    }

    private static bool IsLong(IcebergType type) =>
        type.Kind is TypeKind.Long or TypeKind.Time or TypeKind.Timestamp or TypeKind.TimestampTz or TypeKind.TimestampNs or TypeKind.TimestampTzNs;

    private static IcebergDecimal Decimal(ReadOnlySpan<byte> bytes, int scale) => new IcebergDecimal(new BigInteger(bytes, isUnsigned: false, isBigEndian: true), scale);

    private static FormatException Unexpected(AvroSchema schema, string? expected) => new($"{expected} is expected, but the writer's schema has {schema.GetType().Name[4..].ToLowerInvariant()}");
}
