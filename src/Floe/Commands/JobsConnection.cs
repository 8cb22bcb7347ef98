using Floe.JobService.Client;

namespace Floe.Cli.Commands;

/// <summary>The job service as a command talks to it.</summary>
internal sealed class JobsConnection : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="server">The job service. No time limit: a followed log may be quiet for long, and Ctrl+C ends a call.</param>
    public JobsConnection(Uri server)
    {
        _http = new HttpClient { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
        Client = new JobsClient(_http);
    }

    public JobsClient Client { get; }

    public void Dispose() => _http.Dispose();
}
