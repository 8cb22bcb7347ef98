using System.Buffers.Binary;

namespace Floe.S3Tables.ObjectStore.Checksums;

/// <summary>CRC-64/NVME (reflected, polynomial 0xAD93D23594C93659), eight bytes a step by eight tables.</summary>
/// <remarks>NVM Express NVM Command Set Specification, section 5.2.1.3.4; check value of "123456789" is AE8B14860A799888.</remarks>
internal static class Crc64Nvme
{
    private const ulong ReflectedPolynomial = 0x9A6C9329AC4BC9B5;

    private static readonly ulong[] Tables = MakeTables();

    public static ulong Update(ulong crc, ReadOnlySpan<byte> data)
    {
        var tables = Tables.AsSpan();
        while (data.Length >= 8)
        {
            crc ^= BinaryPrimitives.ReadUInt64LittleEndian(data);
            crc = tables[(7 * 256) + (byte)crc] ^ tables[(6 * 256) + (byte)(crc >> 8)] ^ tables[(5 * 256) + (byte)(crc >> 16)] ^ tables[(4 * 256) + (byte)(crc >> 24)]
                ^ tables[(3 * 256) + (byte)(crc >> 32)] ^ tables[(2 * 256) + (byte)(crc >> 40)] ^ tables[256 + (byte)(crc >> 48)] ^ tables[(byte)(crc >> 56)];
            data = data[8..];
        }
        foreach (var octet in data) crc = (crc >> 8) ^ tables[(byte)crc ^ octet];
        return crc;
    }

    private static ulong[] MakeTables()
    {
        var tables = new ulong[8 * 256];
        for (var i = 0; i < 256; i++)
        {
            var crc = (ulong)i;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ ReflectedPolynomial : crc >> 1;
            tables[i] = crc;
        }
        for (var i = 256; i < tables.Length; i++) tables[i] = (tables[i - 256] >> 8) ^ tables[(byte)tables[i - 256]];
        return tables;
    }
}
