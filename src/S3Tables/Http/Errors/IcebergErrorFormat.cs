using System.Text.Json.Serialization;

namespace Floe.S3Tables.Http.Errors;

/// <summary>The ErrorModel of the Iceberg REST specification; clients of the catalog cannot read AWS's own shape.</summary>
internal sealed class IcebergErrorFormat : IErrorFormat
{
    public string InternalErrorCode => "InternalServerError";

    public async Task WriteAsync(HttpContext http, ServiceException error, string requestId, string resource)
    {
        http.Response.StatusCode = error.Status;
        if (HttpMethods.IsHead(http.Request.Method)) return;
        var body = new IcebergErrorBody(new IcebergError(error.Message, error.Code, error.Status));
        await http.Response.WriteAsJsonAsync(body, ErrorJson.Default.IcebergErrorBody, "application/json", http.RequestAborted);
    }
}

internal sealed record IcebergErrorBody([property: JsonPropertyName("error")] IcebergError Error);

internal sealed record IcebergError(
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("code")] int Code);
