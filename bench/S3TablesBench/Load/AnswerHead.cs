using System.Globalization;
using System.Text;

namespace Floe.S3TablesBench.Load;

/// <summary>What of an answer's head says where the answer ends.</summary>
internal readonly record struct AnswerHead(int Status, long Length, bool IsChunked, bool Closes)
{
    public static AnswerHead Parse(ReadOnlySpan<byte> head)
    {
        var text = Encoding.ASCII.GetString(head);
        var status = int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture);
        var length = Value(text, "content-length") is { } announced ? long.Parse(announced, CultureInfo.InvariantCulture) : 0;
        var closes = Value(text, "connection") is { } connection ? connection.Contains("close", StringComparison.OrdinalIgnoreCase) : text.StartsWith("HTTP/1.0", StringComparison.Ordinal);
        return new AnswerHead(status, length, Value(text, "transfer-encoding") is not null, closes);
    }

    private static string? Value(string head, string name)
    {
        var at = head.IndexOf($"\r\n{name}:", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        at += name.Length + 3;
        var end = head.IndexOf('\r', at);
        return (end < 0 ? head[at..] : head[at..end]).Trim();
    }
}
