using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Queries.Planning;

/// <summary>Constants of DuckDB's serialized plan as values of the table format.</summary>
internal static class PlanValue
{
    /// <param name="column">The type of the column it is compared with.</param>
    /// <param name="constant">DuckDB's value: its type, whether it is null, and the value as DuckDB holds it.</param>
    /// <returns>Null for NULL, and for what cannot be compared with the column as it is stored.</returns>
    public static object? Read(IcebergType column, JsonElement constant)
    {
        if (constant.GetProperty("is_null").GetBoolean() || !constant.TryGetProperty("value", out var value))
            return null;
        var type = constant.GetProperty("type");
        return (column.Kind, type.GetProperty("id").GetString()) switch
        {
            (TypeKind.Boolean, "BOOLEAN") => value.GetBoolean(),
            (TypeKind.Int or TypeKind.Long, "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT") => value.GetInt64(),
            (TypeKind.Int or TypeKind.Long, "HUGEINT") => Huge(value) is { } huge && huge >= long.MinValue && huge <= long.MaxValue ? (long)huge : null,
            (TypeKind.Float or TypeKind.Double, "FLOAT" or "DOUBLE") => value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble()) ? value.GetDouble() : null,
            (TypeKind.Decimal, "DECIMAL") => Decimal(type, value),
            (TypeKind.String, "VARCHAR") => value.GetString(),
            (TypeKind.Date, "DATE") => value.GetInt32(),
            (TypeKind.Time, "TIME") => value.GetInt64(),
            (TypeKind.Timestamp or TypeKind.TimestampTz, "TIMESTAMP" or "TIMESTAMP WITH TIME ZONE") => value.GetInt64(),
            (TypeKind.TimestampNs, "TIMESTAMP_NS") => value.GetInt64(),
            (TypeKind.Uuid, "UUID") => Huge(value) is { } bits ? Uuid(bits) : null,
            (TypeKind.Binary, "BLOB") => Bytes(value.GetString()!),
            _ => null,
        };
    }

    private static IcebergDecimal? Decimal(JsonElement type, JsonElement value) =>
        type.TryGetProperty("type_info", out var info) && Unscaled(value) is { } unscaled ? new IcebergDecimal(unscaled, info.GetProperty("scale").GetInt32()) : null;

    private static BigInteger? Unscaled(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetInt64() : Huge(value);

    private static BigInteger? Huge(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? ((BigInteger)value.GetProperty("upper").GetInt64() << 64) + value.GetProperty("lower").GetUInt64() : null;

    /// <summary>DuckDB turns the first bit around, so that its numbers are in the order of the bytes.</summary>
    private static Guid Uuid(BigInteger bits)
    {
        Span<byte> bytes = stackalloc byte[16];
        var unsigned = bits + (BigInteger.One << 127);
        unsigned.TryWriteBytes(bytes, out var written, isUnsigned: true, isBigEndian: true);
        Span<byte> padded = stackalloc byte[16];
        padded.Clear();
        bytes[..written].CopyTo(padded[(16 - written)..]);
        return new Guid(padded, bigEndian: true);
    }

    /// <summary>Bytes that are no plain characters are written <c>\xAB</c>.</summary>
    private static byte[] Bytes(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && text[i + 1] == 'x')
            {
                bytes.Add(byte.Parse(text.AsSpan(i + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 3;
            }
            else
                bytes.Add((byte)text[i]);
        }
        return [.. bytes];
    }
}
