using System.Buffers;
using System.Text;

namespace Floe.S3Tables.Client.Signing;

/// <summary>The text both sides of a signature compute from a request.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html</remarks>
internal static class CanonicalRequest
{
    public static ReadOnlyMemory<byte> Build(SignableRequest request, IReadOnlyList<string> signedHeaders, string payloadHash, PathEncoding pathEncoding)
    {
        var output = new ArrayBufferWriter<byte>(512);
        output.WriteText(request.Method);
        output.Write("\n"u8);
        CanonicalPath.Write(output, request.RawPath, pathEncoding);
        output.Write("\n"u8);
        CanonicalQuery.Write(output, request.RawQuery);
        output.Write("\n"u8);
        foreach (var name in signedHeaders)
        {
            output.WriteText(name);
            output.Write(":"u8);
            WriteTrimmed(output, request.Header(name) ?? "");
            output.Write("\n"u8);
        }
        output.Write("\n"u8);
        for (var i = 0; i < signedHeaders.Count; i++)
        {
            if (i > 0) output.Write(";"u8);
            output.WriteText(signedHeaders[i]);
        }
        output.Write("\n"u8);
        output.WriteText(payloadHash);
        return output.WrittenMemory;
    }

    public static void WriteText(this IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        output.Advance(Encoding.UTF8.GetBytes(text, span));
    }

    /// <summary>Outer spaces go, runs of inner spaces become one.</summary>
    private static void WriteTrimmed(ArrayBufferWriter<byte> output, string value)
    {
        var trimmed = value.AsSpan().Trim();
        if (!trimmed.Contains("  ", StringComparison.Ordinal))
        {
            output.WriteText(trimmed);
            return;
        }
        var collapsed = new StringBuilder(trimmed.Length);
        foreach (var c in trimmed)
        {
            if (c != ' ' || collapsed[^1] != ' ') collapsed.Append(c);
        }
        output.WriteText(collapsed.ToString());
    }
}
