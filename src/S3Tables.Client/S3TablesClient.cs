using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Client;

/// <summary>
/// Every operation of the S3 Tables API, typed. <paramref name="http"/> signs the requests (service <c>s3tables</c>), as
/// <c>SigV4SigningHandler</c> does. A refusal is an <see cref="S3TablesException"/>.
/// </summary>
/// <param name="http">Sends and signs; owned by the caller.</param>
/// <param name="endpoint">Such as <c>http://127.0.0.1:4580</c> or <c>https://s3tables.us-east-1.amazonaws.com</c>.</param>
public sealed partial class S3TablesClient(HttpClient http, Uri endpoint)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private Task<TResponse> GetAsync<TResponse>(string target, JsonTypeInfo<TResponse> response, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, target, null, response, cancellationToken);

    private Task<TResponse> PutAsync<TRequest, TResponse>(
        string target, TRequest body, JsonTypeInfo<TRequest> request, JsonTypeInfo<TResponse> response, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, target, JsonSerializer.SerializeToUtf8Bytes(body, request), response, cancellationToken);

    private Task<EmptyResponse> PutAsync<TRequest>(string target, TRequest body, JsonTypeInfo<TRequest> request, CancellationToken cancellationToken) =>
        PutAsync(target, body, request, ContractsJson.Default.EmptyResponse, cancellationToken);

    private Task<EmptyResponse> DeleteAsync(string target, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, target, null, ContractsJson.Default.EmptyResponse, cancellationToken);

    private async Task<TResponse> SendAsync<TResponse>(
        HttpMethod method, string target, byte[]? body, JsonTypeInfo<TResponse> responseType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(endpoint.GetLeftPart(UriPartial.Authority) + target));
        if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        if (!response.IsSuccessStatusCode) throw await ErrorReader.ReadAsync(response, cancellationToken);

        var content = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return JsonSerializer.Deserialize(content.Length == 0 ? "{}"u8 : content, responseType)!;
    }

    /// <summary>Adds the parameters that have a value.</summary>
    private static string WithQuery(string path, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var pairs = new List<string>();
        foreach (var (name, value) in parameters)
            if (value is not null) pairs.Add($"{name}={Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture)!)}");
        return pairs.Count == 0 ? path : $"{path}?{string.Join('&', pairs)}";
    }
}
