using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Floe.Engine;
using Floe.JobService.Contracts;

namespace Floe.JobService.Client;

/// <summary>The job service's API, typed. The HTTP client's base address is the service's endpoint; the caller disposes it.</summary>
/// <remarks>Each method throws <see cref="JobsClientException"/> where the service refuses, and <see cref="HttpRequestException"/> where it cannot be reached.</remarks>
public sealed class JobsClient(HttpClient http)
{
    private const string Jobs = "api/v1/jobs";

    private readonly LogFeed _feed = new(http, TimeProvider.System);

    /// <summary>The job is durable when the task completes. With a key, sending the same again gives the same job.</summary>
    public async Task<JobDetails> SubmitAsync(JobDefinition definition, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Jobs) { Content = JsonContent.Create(definition, JobsWire.Json.JobDefinition) };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await SendAsync(request, JobsWire.Json.JobDetails, cancellationToken);
    }

    public Task<JobDetails> GetAsync(string id, CancellationToken cancellationToken = default) =>
        GetAsync($"{Jobs}/{Escape(id)}", JobsWire.Json.JobDetails, cancellationToken);

    /// <summary>One page, newest first; all states where none is given.</summary>
    public Task<JobPage> ListAsync(IEnumerable<JobState>? states = null, int limit = 50, string? cursor = null, CancellationToken cancellationToken = default) =>
        ListAsync(new JobListQuery { States = states ?? [], Limit = limit, Cursor = cursor }, cancellationToken);

    /// <summary>One page of the jobs that the query chooses.</summary>
    public Task<JobPage> ListAsync(JobListQuery query, CancellationToken cancellationToken = default) =>
        GetAsync($"{Jobs}{query.ToQueryString()}", JobsWire.Json.JobPage, cancellationToken);

    /// <summary>Asks for the end of a job; it may take a moment longer. Asking again is no error.</summary>
    public Task<JobDetails> CancelAsync(string id, CancellationToken cancellationToken = default) => ActAsync(id, "cancel", cancellationToken);

    /// <summary>Starts a new attempt at a job that failed, was cancelled or is lost.</summary>
    public Task<JobDetails> RetryAsync(string id, CancellationToken cancellationToken = default) => ActAsync(id, "retry", cancellationToken);

    /// <summary>Holds a job that waits, or that runs where its engine can hold it.</summary>
    public Task<JobDetails> SuspendAsync(string id, CancellationToken cancellationToken = default) => ActAsync(id, "suspend", cancellationToken);

    /// <summary>Lets a suspended job go on.</summary>
    public Task<JobDetails> ResumeAsync(string id, CancellationToken cancellationToken = default) => ActAsync(id, "resume", cancellationToken);

    /// <summary>The whole log up to now, a line with its time each.</summary>
    public Task<string> ReadLogAsync(string id, CancellationToken cancellationToken = default) => ReadLogAsync(id, new LogSelection(), cancellationToken);

    /// <summary>What there is now of the log that the selection names.</summary>
    public async Task<string> ReadLogAsync(string id, LogSelection selection, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Jobs}/{Escape(id)}/logs{selection.ToQueryString(cursor: null)}");
        return (await SendForTextAsync(request, cancellationToken)).Text;
    }

    /// <summary>
    /// The job's log and states to its end; the last event is <see cref="JobEnded"/>. A connection that breaks is made again, and no line
    /// is lost or doubled; a service that stays away for half a minute ends it with an <see cref="HttpRequestException"/>.
    /// </summary>
    /// <param name="id">The job.</param>
    /// <param name="cursor">Where to go on; null: from the first line.</param>
    /// <param name="cancellationToken">Ends the following, not the job.</param>
    public IAsyncEnumerable<JobEvent> FollowAsync(string id, string? cursor = null, CancellationToken cancellationToken = default) =>
        FollowAsync(id, new LogSelection(), cursor, cancellationToken);

    /// <summary>The same for the log that the selection names.</summary>
    public IAsyncEnumerable<JobEvent> FollowAsync(string id, LogSelection selection, string? cursor = null, CancellationToken cancellationToken = default) =>
        _feed.FollowAsync($"{Jobs}/{Escape(id)}/logs", selection, cursor, cancellationToken);

    /// <summary>The lines of a followed job alone; they end when the job does.</summary>
    public IAsyncEnumerable<JobLogLine> FollowLogsAsync(string id, string? cursor = null, CancellationToken cancellationToken = default) =>
        FollowAsync(id, cursor, cancellationToken).OfType<JobLogLine>();

    /// <summary>Rows of the last SELECT of a job that succeeded; null where it has none.</summary>
    public async Task<ResultSet?> ResultAsync(string id, CancellationToken cancellationToken = default)
    {
        try
        {
            return await GetAsync($"{Jobs}/{Escape(id)}/result", JobsWire.Json.ResultSet, cancellationToken);
        }
        catch (JobsClientException e) when (e.Problem is { Type: ProblemTypes.NoResult })
        {
            return null;
        }
    }

    /// <summary>Runs statements now and waits for them. Not repeated by itself: they may have written something.</summary>
    public async Task<SqlResponse> SqlAsync(SqlRequest sql, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/sql") { Content = JsonContent.Create(sql, JobsWire.Json.SqlRequest) };
        return await SendAsync(request, JobsWire.Json.SqlResponse, cancellationToken);
    }

    /// <summary>Where S3 and S3 Tables are.</summary>
    public Task<PlatformInfo> PlatformAsync(CancellationToken cancellationToken = default) => GetAsync("api/v1/platform", JobsWire.Json.PlatformInfo, cancellationToken);

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private async Task<JobDetails> ActAsync(string id, string action, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Jobs}/{Escape(id)}/{action}");
        return await SendAsync(request, JobsWire.Json.JobDetails, cancellationToken);
    }

    internal async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, type, cancellationToken);
    }

    /// <summary>An answer that may have several forms, and which one it is.</summary>
    internal async Task<(string Text, string? MediaType)> SendForTextAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await http.SendAsync(request, cancellationToken);
        await ServiceErrors.ThrowIfRefusedAsync(response, cancellationToken);
        return (await response.Content.ReadAsStringAsync(cancellationToken), response.Content.Headers.ContentType?.MediaType);
    }

    internal async Task<T> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await http.SendAsync(request, cancellationToken);
        await ServiceErrors.ThrowIfRefusedAsync(response, cancellationToken);
        return await response.Content.ReadFromJsonAsync(type, cancellationToken)
            ?? throw new JsonException($"{request.RequestUri} answered null.");
    }
}
