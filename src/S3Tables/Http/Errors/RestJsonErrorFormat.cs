using System.Text.Json.Serialization;

namespace Floe.S3Tables.Http.Errors;

/// <summary>AWS restJson1: the type in a header and in the body, for clients that read the one or the other.</summary>
internal sealed class RestJsonErrorFormat : IErrorFormat
{
    public string InternalErrorCode => "InternalServerErrorException";

    public async Task WriteAsync(HttpContext http, ServiceException error, string requestId, string resource)
    {
        http.Response.StatusCode = error.Status;
        http.Response.Headers["x-amzn-errortype"] = error.Code;
        if (HttpMethods.IsHead(http.Request.Method)) return;
        await http.Response.WriteAsJsonAsync(new RestJsonError(error.Code, error.Message), ErrorJson.Default.RestJsonError, "application/json", http.RequestAborted);
    }
}

internal sealed record RestJsonError([property: JsonPropertyName("__type")] string Type, [property: JsonPropertyName("message")] string Message);
