using System.Text.Json;

namespace Floe.AppHost.Http;

/// <summary>The sentence in an error answer of a service (<c>application/problem+json</c>, RFC 9457) that is meant for people.</summary>
internal static class ProblemText
{
    public static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json") return $"{(int)response.StatusCode} {response.ReasonPhrase}: {text}";
        using var problem = JsonDocument.Parse(text);
        return problem.RootElement.TryGetProperty("detail", out var detail) && detail.GetString() is { Length: > 0 } words ? words : text;
    }
}
