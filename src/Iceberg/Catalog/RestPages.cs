using System.Text.Json;
using Floe.Iceberg.Json;

namespace Floe.Iceberg.Catalog;

/// <summary>Reads lists that come in pages.</summary>
internal static class RestPages
{
    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        RestTransport rest, string resource, string property, Func<JsonCursor, T> item, RestCall call, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        // An empty token asks for the first page of a paged list (REST specification, page-token).
        for (string? token = ""; token is not null;)
        {
            var answer = await rest.SendAsync(HttpMethod.Get, $"{resource}?pageToken={Uri.EscapeDataString(token)}", null, call, cancellationToken).ConfigureAwait(false);
            var next = ReadPage(answer.Body, property, item, items, call);
            if (next == token) throw new ServiceFailureException($"{call.Description}: the catalog repeats its page token '{token}'.");
            token = next;
        }
        return items;
    }

    private static string? ReadPage<T>(ReadOnlyMemory<byte> content, string property, Func<JsonCursor, T> item, List<T> items, RestCall call)
    {
        try
        {
            using var document = JsonCursor.ParseDocument(content);
            var at = new JsonCursor(document.RootElement, "");
            items.AddRange(at[property].AsList(item));
            return at.Optional("next-page-token")?.AsString() is { Length: > 0 } next ? next : null;
        }
        catch (Exception e) when (e is JsonException or JsonShapeException)
        {
            throw new ServiceFailureException($"{call.Description}: the catalog's answer is malformed: {e.Message}", e);
        }
    }
}
