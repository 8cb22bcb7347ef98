using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Floe.AppHost.Http;

namespace Floe.AppHost.Jobs;

/// <summary>
/// The job service over HTTP. The AppHost has the service as a resource, not as a library, so it reads the answers by name.
/// </summary>
internal sealed class JobsApi(HttpClient http)
{
    private const string Jobs = "/api/v1/jobs";

    /// <returns>The job's id.</returns>
    /// <exception cref="HttpRequestException">The service refused; its words are in the message.</exception>
    public async Task<string> SubmitAsync(JobSubmission job, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(Jobs, job, cancellationToken);
        return (await ReadAsync(response, cancellationToken)).Id;
    }

    public async Task<JobView> GetAsync(string id, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync($"{Jobs}/{id}", cancellationToken);
        return await ReadAsync(response, cancellationToken);
    }

    /// <summary>The job's log, line by line, until the job has ended.</summary>
    public async IAsyncEnumerable<string> FollowLogAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync($"{Jobs}/{id}/logs?follow=true", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var log = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await log.ReadLineAsync(cancellationToken) is { } line) yield return line;
    }

    private static async Task<JobView> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException(await ProblemText.ReadAsync(response, cancellationToken), null, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        using var json = JsonDocument.Parse(text);
        var reason = json.RootElement.TryGetProperty("reason", out var given) ? given.GetString() : null;
        return new(json.RootElement.GetProperty("id").GetString()!, json.RootElement.GetProperty("state").GetString()!, reason, text);
    }
}
