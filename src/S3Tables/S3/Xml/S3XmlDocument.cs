using System.Text;
using System.Xml;

namespace Floe.S3Tables.S3.Xml;

/// <summary>Writes an S3 response document.</summary>
internal sealed class S3XmlDocument : IDisposable
{
    public const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    /// <summary>Keys may hold characters XML 1.0 has no way to write. S3 writes them as references all the same; encoding-type=url is the way around.</summary>
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), CheckCharacters = false };

    private readonly MemoryStream _output = new();
    private readonly XmlWriter _xml;

    public S3XmlDocument(string root)
    {
        _xml = XmlWriter.Create(_output, Settings);
        _xml.WriteStartDocument();
        _xml.WriteStartElement(root, Namespace);
    }

    /// <summary>An element with text; nothing where the value is null.</summary>
    public S3XmlDocument Add(string name, string? value)
    {
        if (value is not null) _xml.WriteElementString(name, Namespace, value);
        return this;
    }

    public S3XmlDocument Add(string name, long value) => Add(name, value.ToString());

    public S3XmlDocument Add(string name, bool value) => Add(name, value ? "true" : "false");

    public S3XmlDocument Add(string name, DateTimeOffset time) => Add(name, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));

    /// <summary>An element with elements inside.</summary>
    public S3XmlDocument Add(string name, Action<S3XmlDocument> content)
    {
        _xml.WriteStartElement(name, Namespace);
        content(this);
        _xml.WriteEndElement();
        return this;
    }

    /// <summary>The attribute <c>xsi:type</c>, by which S3 tells users from groups.</summary>
    public S3XmlDocument AddType(string schema, string type)
    {
        _xml.WriteAttributeString("xsi", "type", schema, type);
        return this;
    }

    public S3XmlDocument AddText(string text)
    {
        _xml.WriteString(text);
        return this;
    }

    public async Task SendAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        _xml.WriteEndDocument();
        _xml.Flush();
        response.ContentType = "application/xml";
        response.ContentLength = _output.Length;
        await response.Body.WriteAsync(_output.GetBuffer().AsMemory(0, (int)_output.Length), cancellationToken);
    }

    public void Dispose() => _xml.Dispose();
}
