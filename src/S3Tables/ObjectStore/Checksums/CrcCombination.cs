using System.Buffers.Binary;

namespace Floe.S3Tables.ObjectStore.Checksums;

/// <summary>
/// The CRC of two pieces together from the CRCs of each: appending n bytes multiplies the first piece's remainder by x^8n. So a multipart object's full CRC needs
/// no second look at its bytes.
/// </summary>
internal sealed class CrcCombination
{
    private readonly ulong _polynomial;
    private readonly ulong _one;
    private readonly int _bytes;

    private CrcCombination(ulong reflectedPolynomial, int bits) => (_polynomial, _one, _bytes) = (reflectedPolynomial, 1UL << (bits - 1), bits / 8);

    /// <summary>Null where the algorithm is no CRC.</summary>
    public static CrcCombination? Of(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 => new(0xEDB88320, 32),
        ChecksumAlgorithm.Crc32C => new(0x82F63B78, 32),
        ChecksumAlgorithm.Crc64Nvme => new(0x9A6C9329AC4BC9B5, 64),
        _ => null,
    };

    public string Combine(IEnumerable<(string Base64, long Length)> pieces) =>
        ToBase64(pieces.Aggregate(0UL, (crc, piece) => Multiply(PowerOfX(piece.Length * 8), crc) ^ FromBase64(piece.Base64)));

    /// <summary>Of polynomials over GF(2) modulo the CRC's own; the highest bit is x^0.</summary>
    private ulong Multiply(ulong a, ulong b)
    {
        var product = 0UL;
        for (var bit = _one; bit != 0; bit >>= 1)
        {
            if ((a & bit) != 0) product ^= b;
            b = (b & 1) != 0 ? (b >> 1) ^ _polynomial : b >> 1;
        }
        return product;
    }

    private ulong PowerOfX(long exponent)
    {
        var (power, square) = (_one, _one >> 1);
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0) power = Multiply(square, power);
            square = Multiply(square, square);
        }
        return power;
    }

    private ulong FromBase64(string text)
    {
        var bytes = Convert.FromBase64String(text);
        return _bytes == 8 ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    private string ToBase64(ulong crc)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, crc);
        return Convert.ToBase64String(bytes.AsSpan(8 - _bytes));
    }
}
