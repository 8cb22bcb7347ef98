using System.Buffers.Binary;
using System.Numerics;

namespace Floe.Iceberg.Spec;

/// <summary>Murmur3, x86 form of 32 bits, seed 0: the hash of bucket partitions (specification, Appendix B).</summary>
internal static class Murmur3
{
    private const uint C1 = 0xcc9e2d51;
    private const uint C2 = 0x1b873593;

    public static int Hash(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Hash(bytes);
    }

    public static int Hash(ReadOnlySpan<byte> data)
    {
        var hash = 0u;
        var rest = data;
        for (; rest.Length >= 4; rest = rest[4..])
            hash = (BitOperations.RotateLeft(hash ^ Scramble(BinaryPrimitives.ReadUInt32LittleEndian(rest)), 13) * 5) + 0xe6546b64;

        var tail = 0u;
        for (var i = rest.Length - 1; i >= 0; i--) tail = (tail << 8) | rest[i];
        hash ^= Scramble(tail);

        hash ^= (uint)data.Length;
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return (int)(hash ^ (hash >> 16));
    }

    private static uint Scramble(uint block) => BitOperations.RotateLeft(block * C1, 15) * C2;
}
