using System.Collections.Concurrent;
using System.Text.Json;

namespace Floe.JobService.Tests.Support.Contract;

/// <summary>
/// Holds every answer of the API against its OpenAPI document, and every body that was accepted: status, content type and schema. So each test of the service is one
/// of the document as well.
/// </summary>
public sealed class ContractHandler(Uri endpoint) : DelegatingHandler(new SocketsHttpHandler())
{
    private static Lazy<Task<ApiDocument>>? _document;

    private readonly ConcurrentDictionary<string, bool> _done = [];

    /// <summary>Operations that answered with success.</summary>
    public IReadOnlyCollection<string> Done => [.. _done.Keys];

    public Task<ApiDocument> DocumentAsync()
    {
        // One for all services: they are the same program.
        var mine = new Lazy<Task<ApiDocument>>(() => ReadAsync(new Uri(endpoint, "openapi/v1.json")));
        return (Interlocked.CompareExchange(ref _document, mine, null) ?? mine).Value;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (!request.RequestUri!.AbsolutePath.StartsWith("/api/", StringComparison.Ordinal)) return response;
        var document = await DocumentAsync();
        if (document.Find(request.Method, request.RequestUri) is not { } operation) return response;
        await CheckAsync(document, operation, response, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            _done[operation.Id] = true;
            await CheckBodyAsync(document, operation, request, cancellationToken);
        }
        return response;
    }

    private static async Task<ApiDocument> ReadAsync(Uri uri)
    {
        using var http = new HttpClient();
        return new(JsonDocument.Parse(await http.GetStringAsync(uri)).RootElement);
    }

    private static async Task CheckAsync(ApiDocument document, ApiOperation operation, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var what = $"{operation.Id} answered {(int)response.StatusCode}";
        if (operation.Answer((int)response.StatusCode) is not { } answer) throw new ContractException($"{what}, which the document does not have.");
        if (response.Content.Headers.ContentType?.MediaType is not { } type) return;
        if (!answer.TryGetProperty("content", out var content) || !content.TryGetProperty(type, out var media)) throw new ContractException($"{what} with {type}, which the document does not have.");
        if (!type.EndsWith("json", StringComparison.Ordinal)) return;
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        if (document.Faults(body.RootElement, media.GetProperty("schema")) is { Count: > 0 } faults) throw new ContractException($"{what}: {string.Join("; ", faults)}\n{body.RootElement}");
    }

    private static async Task CheckBodyAsync(ApiDocument document, ApiOperation operation, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not { Headers.ContentType.MediaType: { } type } content || operation.Body(type) is not { } media || !type.EndsWith("json", StringComparison.Ordinal)) return;
        using var body = await JsonDocument.ParseAsync(await content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
        if (document.Faults(body.RootElement, media.GetProperty("schema")) is { Count: > 0 } faults) throw new ContractException($"{operation.Id} took a body that the document does not allow: {string.Join("; ", faults)}");
    }
}

/// <summary>The service did what its document does not say.</summary>
public sealed class ContractException(string message) : Exception(message);
