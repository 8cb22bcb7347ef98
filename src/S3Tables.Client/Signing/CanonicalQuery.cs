using System.Buffers;
using System.Text;

namespace Floe.S3Tables.Client.Signing;

/// <summary>The third line of a canonical request: encoded names and values, sorted, without the signature itself.</summary>
internal static class CanonicalQuery
{
    public const string SignatureParameter = "X-Amz-Signature";

    public static void Write(IBufferWriter<byte> output, string rawQuery)
    {
        if (rawQuery.Length == 0) return;
        var pairs = new List<(string Name, string Value)>();
        foreach (var part in rawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = Normalize(equals < 0 ? part : part.AsSpan(0, equals));
            if (name != SignatureParameter) pairs.Add((name, equals < 0 ? "" : Normalize(part.AsSpan(equals + 1))));
        }
        pairs.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name) is var order and not 0 ? order : string.CompareOrdinal(a.Value, b.Value));
        for (var i = 0; i < pairs.Count; i++)
        {
            if (i > 0) output.Write("&"u8);
            output.WriteText(pairs[i].Name);
            output.Write("="u8);
            output.WriteText(pairs[i].Value);
        }
    }

    private static string Normalize(ReadOnlySpan<char> raw)
    {
        var buffer = new ArrayBufferWriter<byte>(raw.Length * 3 + 1);
        UriEncoding.WriteNormalized(buffer, raw, keepSlash: false);
        return Encoding.ASCII.GetString(buffer.WrittenSpan);
    }
}
