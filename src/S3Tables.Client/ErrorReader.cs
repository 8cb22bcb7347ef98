using System.Text.Json;
using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Client;

/// <summary>Reads what went wrong out of an answer: the error's name from the header or the body, the text from the body.</summary>
internal static class ErrorReader
{
    private const int MostTextShown = 500;

    public static async Task<S3TablesException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        var error = Parse(text);
        var code = Header(response, "x-amzn-errortype") ?? error?.Type ?? XmlName(text);
        var message = error?.Message ?? $"The service answered {(int)response.StatusCode} {response.ReasonPhrase}: {text[..Math.Min(text.Length, MostTextShown)]}";
        return new(message, Bare(code), response.StatusCode, Header(response, "x-amzn-requestid") ?? Header(response, "x-amz-request-id"));
    }

    private static ErrorResponse? Parse(string text)
    {
        try
        {
            return text.StartsWith('{') ? JsonSerializer.Deserialize(text, ContractsJson.Default.ErrorResponse) : null;
        }
        catch (JsonException)
        {
            // A proxy's or a broken server's text: it is shown as it came.
            return null;
        }
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;

    /// <summary>An unknown route is answered with the bare element <c>&lt;UnknownOperationException/&gt;</c>.</summary>
    private static string XmlName(string text) => text.StartsWith('<') ? text.TrimStart('<').Split('/', '>', ' ')[0] : "";

    /// <summary>The name may come as <c>namespace#Name</c> and with a URI after a colon.</summary>
    private static string Bare(string code) => code.Split(':')[0].Split('#')[^1];
}
