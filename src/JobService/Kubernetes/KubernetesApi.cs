using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Floe.JobService.Kubernetes.Login;

namespace Floe.JobService.Kubernetes;

/// <summary>
/// Requests to the API server, each with the login that is good now; one that the server takes no more is renewed, and the request sent again.
/// </summary>
internal sealed class KubernetesApi(KubernetesConnection connection, TimeProvider time)
{
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(30);

    private long _skewTicks;

    /// <summary>The time as the API server has it, to a second. Ages of what comes from there are told by it.</summary>
    public DateTimeOffset ServerNow => time.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref _skewTicks));

    /// <exception cref="KubernetesException">No answer, or another one than was asked for.</exception>
    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> form, CancellationToken cancellationToken) => AnswerAsync(HttpMethod.Get, path, null, form, cancellationToken);

    /// <summary>Null where there is no such object.</summary>
    public async Task<T?> FindAsync<T>(ResourceType type, string space, string name, JsonTypeInfo<T> form, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(type.PathOf(space, name), form, cancellationToken);
        }
        catch (KubernetesException e) when (e.IsNotFound)
        {
            return default;
        }
    }

    /// <exception cref="KubernetesException">No answer, or a refusal.</exception>
    public Task<T> CreateAsync<T>(ResourceType type, string space, byte[] body, JsonTypeInfo<T> form, CancellationToken cancellationToken) =>
        AnswerAsync(HttpMethod.Post, type.PathIn(space), new(body, "application/json"), form, cancellationToken);

    /// <exception cref="KubernetesException">No answer, or a refusal.</exception>
    public Task<T> MergePatchAsync<T>(ResourceType type, string space, string name, byte[] body, JsonTypeInfo<T> form, CancellationToken cancellationToken) =>
        AnswerAsync(HttpMethod.Patch, type.PathOf(space, name), new(body, "application/merge-patch+json"), form, cancellationToken);

    /// <summary>Asks for the end of the object; it may take a while. An object that is gone, or is another one by now, is no error.</summary>
    /// <exception cref="KubernetesException">No answer, or a refusal.</exception>
    public async Task DeleteAsync(ResourceType type, string space, string name, string uid, CancellationToken cancellationToken)
    {
        using var limit = Limit(cancellationToken);
        var body = new RequestBody(JsonSerializer.SerializeToUtf8Bytes(DeleteRequest.Foreground(uid), KubernetesJson.Default.DeleteRequest), "application/json");
        try
        {
            using var response = await SendAsync(HttpMethod.Delete, type.PathOf(space, name), body, limit.Token, cancellationToken);
        }
        catch (KubernetesException e) when (e.IsNotFound || e.IsConflict)
        {
            // Gone, or its name is another object's.
        }
    }

    /// <summary>Opens an answer that goes on: a watch or a log. There is no limit of time, also not to the first byte: a quiet driver's log sends none.</summary>
    /// <exception cref="KubernetesException">No answer, or a refusal.</exception>
    public Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, null, cancellationToken, cancellationToken);

    private async Task<T> AnswerAsync<T>(HttpMethod method, string path, RequestBody? body, JsonTypeInfo<T> form, CancellationToken cancellationToken)
    {
        using var limit = Limit(cancellationToken);
        using var response = await SendAsync(method, path, body, limit.Token, cancellationToken);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(limit.Token);
            return await JsonSerializer.DeserializeAsync(stream, form, limit.Token) ?? throw new JsonException("The answer is null.");
        }
        catch (Exception e) when (IsTransport(e, cancellationToken))
        {
            throw Away(e);
        }
        catch (JsonException e)
        {
            throw new KubernetesException($"The answer of the API server to {method} {path} cannot be read: {e.Message}", inner: e);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, RequestBody? body, CancellationToken limit, CancellationToken cancellationToken)
    {
        HttpResponseMessage? response = null;
        ClusterLogin? login = null;
        try
        {
            for (var isFirst = true; ; isFirst = false)
            {
                var access = await connection.AccessAsync(limit);
                login = access.Session.Login;
                using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body?.Content(), Version = access.Session.Http.DefaultRequestVersion };
                request.Headers.Authorization = access.Credential.Authorization;
                response = await access.Session.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit);
                if (response.Headers.Date is { } date) Volatile.Write(ref _skewTicks, (date - time.GetUtcNow()).Ticks);
                if (response.IsSuccessStatusCode) return response;
                using (response)
                {
                    if (response.StatusCode == HttpStatusCode.Unauthorized && access.Refuse() && isFirst) continue;
                    throw await RefusalAsync(response, limit);
                }
            }
        }
        catch (LoginException e)
        {
            throw new KubernetesException(e.Message, inner: e);
        }
        catch (Exception e) when (IsTransport(e, cancellationToken))
        {
            response?.Dispose();
            throw login is not null && ServerTrust.Explain(e, login) is { } untrusted ? new KubernetesException(untrusted, inner: e) : Away(e, login);
        }
    }

    private static async Task<KubernetesException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        StatusAnswer? answer = null;
        try
        {
            answer = JsonSerializer.Deserialize(text, KubernetesJson.Default.StatusAnswer);
        }
        catch (JsonException)
        {
            // A proxy in between answers in its own words.
        }
        var message = answer?.Message is { Length: > 0 } said ? said : text.Length is > 0 and < 300 ? text.Trim() : $"{(int)response.StatusCode} {response.ReasonPhrase}";
        return new(message, response.StatusCode, answer, RetryAfter(response, answer));
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, StatusAnswer? answer) =>
        response.Headers.RetryAfter?.Delta ?? (answer?.Details?.RetryAfterSeconds is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null);

    /// <summary>No answer, for whatever reason but that the caller gave up.</summary>
    private static bool IsTransport(Exception e, CancellationToken cancellationToken) => e switch
    {
        HttpRequestException or IOException or ObjectDisposedException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => false,
    };

    private static KubernetesException Away(Exception e, ClusterLogin? login = null) =>
        new($"The cluster{(login is null ? "" : $" at {login.Server.GetLeftPart(UriPartial.Authority)}")} cannot be reached: {Innermost(e)}", inner: e);

    private static string Innermost(Exception e) => e is OperationCanceledException ? "no answer in time." : e.GetBaseException().Message;

    private static CancellationTokenSource Limit(CancellationToken cancellationToken)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(RequestLimit);
        return limit;
    }

    private sealed record RequestBody(byte[] Bytes, string Type)
    {
        public ByteArrayContent Content() => new(Bytes) { Headers = { ContentType = new MediaTypeHeaderValue(Type) } };
    }
}
