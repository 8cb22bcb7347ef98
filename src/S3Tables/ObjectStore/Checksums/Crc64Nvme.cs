using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Floe.S3Tables.ObjectStore.Checksums;

/// <summary>
/// CRC-64/NVME (reflected, polynomial 0xAD93D23594C93659): sixty-four bytes a step by carry-less multiplication where the processor has it, otherwise
/// eight bytes a step by eight tables.
/// </summary>
/// <remarks>NVM Express NVM Command Set Specification, section 5.2.1.3.4; check value of "123456789" is AE8B14860A799888.</remarks>
internal static class Crc64Nvme
{
    private const ulong ReflectedPolynomial = 0x9A6C9329AC4BC9B5;
    private const int Lane = 16;
    private const int Stride = 4 * Lane;

    private static readonly ulong[] Tables = MakeTables();
    private static readonly Vector128<ulong> FoldByStride = MakeFold(Stride * 8);
    private static readonly Vector128<ulong> FoldByLane = MakeFold(Lane * 8);

    public static ulong Update(ulong crc, ReadOnlySpan<byte> data)
    {
        if (!Pclmulqdq.IsSupported || data.Length < 2 * Stride) return UpdateByTables(crc, data);
        var folded = data.Length - (data.Length % Stride);
        return UpdateByTables(Fold(crc, data[..folded]), data[folded..]);
    }

    internal static ulong UpdateByTables(ulong crc, ReadOnlySpan<byte> data)
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

    /// <summary>
    /// Four lanes of 16 bytes, each moved onto the lane a stride further on: multiplied by the power of x that the distance is, it leaves the same remainder there.
    /// So the whole shrinks to 16 bytes with the remainder of the data.
    /// </summary>
    /// <remarks>Intel, "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction" (2009).</remarks>
    private static ulong Fold(ulong crc, ReadOnlySpan<byte> data)
    {
        var a = Load(data, 0) ^ Vector128.CreateScalar(crc);
        var (b, c, d) = (Load(data, 1), Load(data, 2), Load(data, 3));
        for (data = data[Stride..]; !data.IsEmpty; data = data[Stride..])
        {
            a = Move(a, FoldByStride) ^ Load(data, 0);
            b = Move(b, FoldByStride) ^ Load(data, 1);
            c = Move(c, FoldByStride) ^ Load(data, 2);
            d = Move(d, FoldByStride) ^ Load(data, 3);
        }
        var rest = Move(Move(Move(a, FoldByLane) ^ b, FoldByLane) ^ c, FoldByLane) ^ d;
        Span<byte> bytes = stackalloc byte[Lane];
        rest.AsByte().CopyTo(bytes);
        return UpdateByTables(0, bytes);
    }

    private static Vector128<ulong> Load(ReadOnlySpan<byte> data, int lane) => Vector128.Create(data.Slice(lane * Lane, Lane)).AsUInt64();

    private static Vector128<ulong> Move(Vector128<ulong> lane, Vector128<ulong> fold) =>
        Pclmulqdq.CarrylessMultiply(lane, fold, 0x00) ^ Pclmulqdq.CarrylessMultiply(lane, fold, 0x11);

    /// <summary>The powers that move a lane's two halves. A product of reflected numbers is one bit short of its place, hence one power less.</summary>
    private static Vector128<ulong> MakeFold(int bits) => Vector128.Create(PowerOfX(bits + 63), PowerOfX(bits - 1));

    private static ulong PowerOfX(int exponent)
    {
        var power = 1UL << 63;
        for (; exponent > 0; exponent--) power = (power & 1) != 0 ? (power >> 1) ^ ReflectedPolynomial : power >> 1;
        return power;
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
