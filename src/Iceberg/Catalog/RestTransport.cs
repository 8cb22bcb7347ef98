using System.Net;
using System.Net.Http.Headers;

namespace Floe.Iceberg.Catalog;

/// <summary>Sends REST requests below the catalog's prefix, which it asks for once.</summary>
internal sealed class RestTransport(HttpClient http, Uri uri, string warehouse) : IDisposable
{
    private readonly string _root = uri.AbsoluteUri.TrimEnd('/');
    private readonly SemaphoreSlim _configuring = new(1, 1);
    private RestConfig? _config;

    public async Task<RestConfig> ConfigAsync(CancellationToken cancellationToken)
    {
        if (_config is { } known) return known;
        await _configuring.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _config ??= RestConfig.Parse(await RequestAsync(
                HttpMethod.Get, $"{_root}/v1/config?warehouse={Uri.EscapeDataString(warehouse)}", null, new RestCall("Loading the catalog's configuration"), cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _configuring.Release();
        }
    }

    /// <param name="resource">Path and query below the prefix.</param>
    /// <returns>The body of the answer.</returns>
    public async Task<ReadOnlyMemory<byte>> SendAsync(HttpMethod method, string resource, ReadOnlyMemory<byte>? body, RestCall call, CancellationToken cancellationToken)
    {
        var prefix = (await ConfigAsync(cancellationToken).ConfigureAwait(false)).Prefix;
        var root = string.IsNullOrEmpty(prefix) ? $"{_root}/v1" : $"{_root}/v1/{prefix}";
        return await RequestAsync(method, $"{root}/{resource}", body, call, cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> ExistsAsync(string resource, RestCall call, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(HttpMethod.Head, resource, null, call, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (CatalogException e) when (e is NoSuchTableException or NoSuchNamespaceException)
        {
            return false;
        }
    }

    public void Dispose() => _configuring.Dispose();

    private async Task<ReadOnlyMemory<byte>> RequestAsync(HttpMethod method, string url, ReadOnlyMemory<byte>? body, RestCall call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is { } content)
        {
            request.Content = new ReadOnlyMemoryContent(content);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        HttpStatusCode status;
        byte[] answer;
        try
        {
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            status = response.StatusCode;
            answer = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(e, call);
        }
        return (int)status is >= 200 and < 300 ? answer : throw RestErrors.ToException(status, answer, call);
    }

    /// <summary>A commit whose answer was lost may have happened; only a connection that was never made says that it did not.</summary>
    private CatalogException Unreachable(Exception error, RestCall call) =>
        call.IsCommit && error is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
            ? new CommitStateUnknownException($"Unknown whether the commit was applied: {error.Message}", error)
            : new ServiceFailureException($"{call.Description}: the catalog at {_root} did not answer: {error.Message}", error);
}
