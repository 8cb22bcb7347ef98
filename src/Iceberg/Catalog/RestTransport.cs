using System.Net;
using System.Net.Http.Headers;

namespace Floe.Iceberg.Catalog;

/// <summary>
/// Sends REST requests below the catalog's prefix, which it asks for once. Where the catalog knows idempotency keys, a change whose answer was lost is
/// sent again under the same key, so that it happens once.
/// </summary>
internal sealed class RestTransport(HttpClient http, Uri uri, string warehouse, TimeProvider time) : IDisposable
{
    private const int MaxAttempts = 4;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);

    private readonly string _root = uri.AbsoluteUri.TrimEnd('/');
    private readonly SemaphoreSlim _configuring = new(1, 1);
    private RestConfig? _config;

    public async Task<RestConfig> ConfigAsync(CancellationToken cancellationToken)
    {
        if (_config is { } known) return known;
        await _configuring.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_config is { } other) return other;
            var call = new RestCall("Loading the catalog's configuration");
            var answer = await RequestAsync(HttpMethod.Get, $"{_root}/v1/config?warehouse={Uri.EscapeDataString(warehouse)}", null, call, key: null, cancellationToken).ConfigureAwait(false);
            return _config = RestConfig.Parse(answer.Body);
        }
        finally
        {
            _configuring.Release();
        }
    }

    /// <param name="resource">Path and query below the prefix.</param>
    public async Task<RestAnswer> SendAsync(HttpMethod method, string resource, ReadOnlyMemory<byte>? body, RestCall call, CancellationToken cancellationToken)
    {
        var config = await ConfigAsync(cancellationToken).ConfigureAwait(false);
        var root = string.IsNullOrEmpty(config.Prefix) ? $"{_root}/v1" : $"{_root}/v1/{config.Prefix}";
        var lifetime = method == HttpMethod.Post || method == HttpMethod.Delete ? config.IdempotencyKeyLifetime : null;
        return lifetime is null
            ? await RequestAsync(method, $"{root}/{resource}", body, call, key: null, cancellationToken).ConfigureAwait(false)
            : await RequestOnceAsync(method, $"{root}/{resource}", body, call, lifetime.Value, cancellationToken).ConfigureAwait(false);
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

    /// <summary>A server keeps the answer to a key, but not an error of its own (5xx): then the change may still be made.</summary>
    private async Task<RestAnswer> RequestOnceAsync(HttpMethod method, string url, ReadOnlyMemory<byte>? body, RestCall call, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        // Keys are UUIDs of version 7 (REST specification, Idempotency-Key).
        var key = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        var started = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RequestAsync(method, url, body, call, key, cancellationToken).ConfigureAwait(false);
            }
            catch (CatalogException e) when (e is ServiceFailureException or CommitStateUnknownException && attempt < MaxAttempts)
            {
                var wait = FirstWait * Math.Pow(2, attempt - 1);
                if (time.GetElapsedTime(started) + wait >= lifetime) throw;
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<RestAnswer> RequestAsync(HttpMethod method, string url, ReadOnlyMemory<byte>? body, RestCall call, string? key, CancellationToken cancellationToken)
    {
        using var request = NewRequest(method, url, body, call, key);
        HttpStatusCode status;
        RestAnswer answer;
        try
        {
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            status = response.StatusCode;
            answer = new RestAnswer(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false), response.Headers.ETag?.ToString(), status == HttpStatusCode.NotModified);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(e, call);
        }
        var isExpected = (int)status is >= 200 and < 300 || (answer.NotModified && call.KnownETag is not null);
        return isExpected ? answer : throw RestErrors.ToException(status, answer.Body, call);
    }

    private static HttpRequestMessage NewRequest(HttpMethod method, string url, ReadOnlyMemory<byte>? body, RestCall call, string? key)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (call.KnownETag is { } known) request.Headers.TryAddWithoutValidation("If-None-Match", known);
        if (body is { } content)
        {
            request.Content = new ReadOnlyMemoryContent(content);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        return request;
    }

    /// <summary>A commit whose answer was lost may have happened; only a connection that was never made says that it did not.</summary>
    private CatalogException Unreachable(Exception error, RestCall call) =>
        call.IsCommit && error is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
            ? new CommitStateUnknownException($"Unknown whether the commit was applied: {error.Message}", error)
            : new ServiceFailureException($"{call.Description}: the catalog at {_root} did not answer: {error.Message}", error);
}
