using System.Text.Json;
using Floe.JobService.Contracts;

namespace Floe.JobService.Client;

internal static class ServiceErrors
{
    /// <exception cref="JobsClientException">The answer is not one of success.</exception>
    public static async Task ThrowIfRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode) return;
        var problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json" ? await ReadAsync(response, cancellationToken) : null;
        throw new JobsClientException(response.StatusCode, problem, problem?.Detail
            ?? $"{response.RequestMessage?.RequestUri} answered {(int)response.StatusCode} {response.ReasonPhrase}. Is a job service listening there?");
    }

    private static async Task<Problem?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(JobsWire.Json.Problem, cancellationToken);
        }
        catch (JsonException)
        {
            // Some other server's problem document: the status says what there is to say.
            return null;
        }
    }
}
