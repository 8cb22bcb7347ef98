using Floe.JobService.Client;

namespace Floe.Cli.Platform;

/// <summary>The job service as a command talks to it.</summary>
internal sealed class JobsConnection : IDisposable
{
    /// <summary>An API key, or a token, for a job service that wants one.</summary>
    public const string KeyVariable = "FLOE_API_KEY";

    private readonly HttpClient _http;

    /// <param name="server">The job service. No time limit: a followed log may be quiet for long, and Ctrl+C ends a call.</param>
    public JobsConnection(Uri server)
    {
        _http = new HttpClient { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
        // From the environment only: a command line can be read by others of the machine.
        if (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key) _http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        Client = new JobsClient(_http);
    }

    public JobsClient Client { get; }

    /// <summary>A request of the caller's own; the answer comes as it begins.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public void Dispose() => _http.Dispose();
}
