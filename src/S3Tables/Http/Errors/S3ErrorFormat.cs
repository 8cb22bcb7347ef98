using System.Text;
using System.Xml;

namespace Floe.S3Tables.Http.Errors;

/// <summary>XML, https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html</summary>
internal sealed class S3ErrorFormat : IErrorFormat
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), CheckCharacters = false };

    public string InternalErrorCode => "InternalError";

    public async Task WriteAsync(HttpContext http, ServiceException error, string requestId, string resource)
    {
        http.Response.StatusCode = error.Status;
        if (error.Status is 304 || HttpMethods.IsHead(http.Request.Method)) return;
        var body = Render(error, requestId, resource);
        http.Response.ContentType = "application/xml";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    public static ReadOnlyMemory<byte> Render(ServiceException error, string requestId, string resource)
    {
        var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, Settings))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("Error");
            xml.WriteElementString("Code", error.Code);
            xml.WriteElementString("Message", error.Message);
            foreach (var (name, value) in error.Details) xml.WriteElementString(name, value);
            xml.WriteElementString("Resource", resource);
            xml.WriteElementString("RequestId", requestId);
            xml.WriteElementString("HostId", RequestIds.ExtendedId(requestId));
            xml.WriteEndElement();
        }
        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }
}
