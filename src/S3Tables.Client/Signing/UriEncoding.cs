using System.Buffers;
using System.Text;

namespace Floe.S3Tables.Client.Signing;

/// <summary>Percent-encoding as SigV4 wants it: everything but RFC 3986's unreserved characters, upper-case hex.</summary>
internal static class UriEncoding
{
    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);

    /// <summary>Writes <paramref name="raw"/> as SigV4 encodes it. Octets that are encoded already are decoded first, so every spelling signs alike.</summary>
    public static void WriteNormalized(IBufferWriter<byte> output, ReadOnlySpan<char> raw, bool keepSlash) => Write(output, raw, keepSlash, decode: true);

    /// <summary>Encodes <paramref name="raw"/> as it is: '%' becomes "%25".</summary>
    public static void WriteAgain(IBufferWriter<byte> output, ReadOnlySpan<char> raw, bool keepSlash) => Write(output, raw, keepSlash, decode: false);

    public static string Encode(string value, bool keepSlash = false)
    {
        var buffer = new ArrayBufferWriter<byte>(value.Length * 3 + 1);
        Write(buffer, value, keepSlash, decode: false);
        return Encoding.ASCII.GetString(buffer.WrittenSpan);
    }

    private static void Write(IBufferWriter<byte> output, ReadOnlySpan<char> raw, bool keepSlash, bool decode)
    {
        if (raw.IsEmpty) return;
        var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(raw.Length));
        try
        {
            var bytes = utf8.AsSpan(0, Encoding.UTF8.GetBytes(raw, utf8));
            var target = output.GetSpan(bytes.Length * 3);
            var length = 0;
            for (var i = 0; i < bytes.Length; i++)
            {
                var octet = bytes[i];
                if (decode && octet == '%' && TryHex(bytes, i, out var decoded))
                {
                    octet = decoded;
                    i += 2;
                    // A slash that came encoded is data, not a separator, yet S3 signs both alike.
                }
                if (Unreserved.Contains(octet) || (keepSlash && octet == '/'))
                {
                    target[length++] = octet;
                    continue;
                }
                target[length++] = (byte)'%';
                target[length++] = HexDigit(octet >> 4);
                target[length++] = HexDigit(octet & 15);
            }
            output.Advance(length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8);
        }
    }

    private static bool TryHex(ReadOnlySpan<byte> bytes, int percent, out byte octet)
    {
        octet = 0;
        if (percent + 2 >= bytes.Length || !char.IsAsciiHexDigit((char)bytes[percent + 1]) || !char.IsAsciiHexDigit((char)bytes[percent + 2])) return false;
        octet = (byte)((HexValue(bytes[percent + 1]) << 4) | HexValue(bytes[percent + 2]));
        return true;
    }

    private static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'A' + value - 10);

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
