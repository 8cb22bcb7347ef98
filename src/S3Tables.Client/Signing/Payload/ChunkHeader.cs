using System.Globalization;

namespace Floe.S3Tables.Client.Signing.Payload;

/// <summary>The line before a chunk: <c>10000;chunk-signature=…</c>, or just <c>10000</c> in an unsigned body.</summary>
internal readonly record struct ChunkHeader(long Size, string? Signature)
{
    private const string SignatureParameter = "chunk-signature=";

    public static ChunkHeader Parse(string line)
    {
        var semicolon = line.IndexOf(';', StringComparison.Ordinal);
        var digits = semicolon < 0 ? line.AsSpan() : line.AsSpan(0, semicolon);
        // AllowHexSpecifier alone takes neither sign nor spaces; a set top bit would read as negative.
        if (!long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
            throw new PayloadException(PayloadError.Incomplete, "The chunk size in the aws-chunked body is not a hexadecimal number.");
        if (semicolon < 0) return new ChunkHeader(size, null);
        var extension = line[(semicolon + 1)..].Trim();
        return extension.StartsWith(SignatureParameter, StringComparison.Ordinal)
            ? new ChunkHeader(size, extension[SignatureParameter.Length..])
            : throw new PayloadException(PayloadError.Incomplete, "The chunk header in the aws-chunked body has an extension other than chunk-signature.");
    }
}
