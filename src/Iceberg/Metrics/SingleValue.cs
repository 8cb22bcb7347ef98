using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Metrics;

/// <summary>The binary form of single values (specification, Appendix D), which bounds are stored in. Values are held as <see cref="IcebergValue"/> says.</summary>
public static class SingleValue
{
    /// <exception cref="ArgumentException">The value is not of the type, or the type has no bounds.</exception>
    public static byte[] Encode(IcebergType type, object value)
    {
        if (!IcebergValue.Fits(type, value)) throw new ArgumentException($"A {value.GetType().Name} is no {type}.", nameof(value));
        return value switch
        {
            bool b => [b ? (byte)1 : (byte)0],
            int i => LittleEndian(i, 4),
            long l => LittleEndian(l, 8),
            float f => LittleEndian(BitConverter.SingleToInt32Bits(f), 4),
            double d => LittleEndian(BitConverter.DoubleToInt64Bits(d), 8),
            IcebergDecimal d => d.Unscaled.ToByteArray(isUnsigned: false, isBigEndian: true),
            string s => Encoding.UTF8.GetBytes(s),
            Guid g => g.ToByteArray(bigEndian: true),
            byte[] b => b,
            _ => throw new ArgumentException($"{type} has no binary form.", nameof(type)),
        };
    }

    /// <summary>Reads a value. Four bytes of a long, a double or a timestamp (which was a date) are of a time before the column was promoted, and are read so.</summary>
    /// <returns>The value, or null where the bytes are none of the type: a bound that cannot be read bounds nothing.</returns>
    public static object? Decode(IcebergType type, ReadOnlySpan<byte> bytes) => (type.Kind, bytes.Length) switch
    {
        (TypeKind.Boolean, 1) => bytes[0] != 0,
        (TypeKind.Int or TypeKind.Date, 4) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        (TypeKind.Long, 4) => (long)BinaryPrimitives.ReadInt32LittleEndian(bytes),
        (TypeKind.Long or TypeKind.Time or TypeKind.Timestamp or TypeKind.TimestampTz or TypeKind.TimestampNs or TypeKind.TimestampTzNs, 8) =>
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
        (TypeKind.Timestamp, 4) => BinaryPrimitives.ReadInt32LittleEndian(bytes) * TimeUnits.MicrosOfDay,
        (TypeKind.TimestampNs, 4) => BinaryPrimitives.ReadInt32LittleEndian(bytes) * TimeUnits.MicrosOfDay * 1000,
        (TypeKind.Float, 4) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        (TypeKind.Double, 4) => (double)BinaryPrimitives.ReadSingleLittleEndian(bytes),
        (TypeKind.Double, 8) => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        (TypeKind.Decimal, > 0 and <= 16) => new IcebergDecimal(new BigInteger(bytes, isUnsigned: false, isBigEndian: true), ((DecimalType)type).Scale),
        (TypeKind.String, _) => Encoding.UTF8.GetString(bytes),
        (TypeKind.Uuid, 16) => new Guid(bytes, bigEndian: true),
        (TypeKind.Fixed, var length) when length == ((FixedType)type).Length => bytes.ToArray(),
        (TypeKind.Binary, _) => bytes.ToArray(),
        _ => null,
    };

    private static byte[] LittleEndian(long value, int length)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes[..length].ToArray();
    }
}
