using System.Buffers;
using System.Text;

namespace Floe.DataGen.Csv;

/// <summary>One field as RFC 4180 writes it: quoted only where it has to be, quotes within doubled.</summary>
public static class CsvField
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    public static byte[] Encode(string value) => Encoding.UTF8.GetBytes(
        value.AsSpan().ContainsAny(NeedQuotes) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value);
}
