using System.Xml;
using System.Xml.Linq;

namespace Floe.S3Tables.S3.Xml;

/// <summary>Reads an XML request body. Names are compared without their namespace: clients send it or not, and S3 does not mind.</summary>
internal static class S3XmlBody
{
    /// <summary>10,000 parts with every checksum, or 1,000 keys of 1,024 characters escaped, stay below.</summary>
    private const int Limit = 8 * 1024 * 1024;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Limit, CheckCharacters = false };

    /// <summary>The root element; null where the body is empty.</summary>
    public static async Task<XElement?> ReadAsync(Stream body, string root, CancellationToken cancellationToken)
    {
        using var buffer = await BufferAsync(body, cancellationToken);
        return buffer.Length == 0 ? null : Parse(buffer, root);
    }

    public static XElement Parse(Stream body, string root) => Parse(() => XmlReader.Create(body, Settings), root);

    public static XElement Parse(string text, string root) => Parse(() => XmlReader.Create(new StringReader(text), Settings), root);

    private static XElement Parse(Func<XmlReader> open, string root)
    {
        try
        {
            using var reader = open();
            var element = XElement.Load(reader);
            return element.Name.LocalName == root ? element : throw S3Errors.MalformedXml();
        }
        catch (XmlException e)
        {
            throw S3Errors.MalformedXml(e);
        }
    }

    public static IEnumerable<XElement> All(this XElement parent, string name) => parent.Elements().Where(child => child.Name.LocalName == name);

    public static string? Text(this XElement parent, string name) => parent.All(name).FirstOrDefault()?.Value;

    public static async Task<MemoryStream> BufferAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (await body.ReadAsync(chunk, cancellationToken) is var read and > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > Limit) throw S3Errors.New(400, "MaxMessageLengthExceeded", "Your request was too large.", null);
        }
        buffer.Position = 0;
        return buffer;
    }
}
