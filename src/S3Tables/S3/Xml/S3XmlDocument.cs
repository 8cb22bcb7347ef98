using System.Buffers;
using System.Globalization;
using System.Text;

namespace Floe.S3Tables.S3.Xml;

/// <summary>
/// Writes an S3 response document, straight into the bytes that are sent: a page of a listing has thousands of elements, and a general XML writer
/// costs as much as finding what is in them.
/// </summary>
internal sealed class S3XmlDocument : IDisposable
{
    public const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    /// <summary>What stands for itself nowhere in text. XML 1.0 has no way to write most control characters; S3 writes them as references all the same, and encoding-type=url is the way around.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code), '&', '<', '>', '\uFFFE', '\uFFFF']);

    private readonly PooledBuffer _output = new(1024);
    private readonly string _root;

    public S3XmlDocument(string root)
    {
        _root = root;
        Raw("""<?xml version="1.0" encoding="utf-8"?>"""u8);
        Raw("<"u8);
        Raw(root);
        Raw(" xmlns=\""u8);
        Raw(Namespace);
        Raw("\">"u8);
    }

    /// <summary>An element with text; nothing where the value is null.</summary>
    public S3XmlDocument Add(string name, string? value)
    {
        if (value is null) return this;
        Open(name);
        AddText(value);
        return Close(name);
    }

    public S3XmlDocument Add(string name, long value)
    {
        Open(name);
        Format(value, default);
        return Close(name);
    }

    public S3XmlDocument Add(string name, bool value) => Add(name, value ? "true" : "false");

    public S3XmlDocument Add(string name, DateTimeOffset time)
    {
        Open(name);
        Format(time.UtcDateTime, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
        return Close(name);
    }

    /// <summary>An element with elements inside.</summary>
    public S3XmlDocument Add(string name, Action<S3XmlDocument> content)
    {
        Open(name);
        content(this);
        return Close(name);
    }

    /// <summary>The attribute <c>xsi:type</c> of the element just begun, by which S3 tells users from groups.</summary>
    public S3XmlDocument AddType(string schema, string type)
    {
        // Back into the element's tag.
        _output.Advance(-1);
        Raw($" xmlns:xsi=\"{schema}\" xsi:type=\"{type}\">");
        return this;
    }

    public S3XmlDocument AddText(string text)
    {
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(Special); at >= 0; at = rest.IndexOfAny(Special))
        {
            Raw(rest[..at]);
            Raw(rest[at] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", var other => string.Create(CultureInfo.InvariantCulture, $"&#x{(int)other:X};") });
            rest = rest[(at + 1)..];
        }
        Raw(rest);
        return this;
    }

    public async Task SendAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        Close(_root);
        response.ContentType = "application/xml";
        response.ContentLength = _output.Length;
        await response.Body.WriteAsync(_output.Written, cancellationToken);
    }

    public void Dispose() => _output.Dispose();

    private void Open(string name)
    {
        Raw("<"u8);
        Raw(name);
        Raw(">"u8);
    }

    private S3XmlDocument Close(string name)
    {
        Raw("</"u8);
        Raw(name);
        Raw(">"u8);
        return this;
    }

    private void Raw(ReadOnlySpan<byte> bytes) => _output.Write(bytes);

    private void Raw(ReadOnlySpan<char> text) => _output.Advance(Encoding.UTF8.GetBytes(text, _output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));

    private void Format<T>(T value, ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable
    {
        const int Longest = 32;
        if (!value.TryFormat(_output.GetSpan(Longest), out var written, format, CultureInfo.InvariantCulture)) throw new FormatException($"'{value}' takes more than {Longest} bytes.");
        _output.Advance(written);
    }
}
