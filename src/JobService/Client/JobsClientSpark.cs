using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Floe.JobService.Contracts;

namespace Floe.JobService.Client;

/// <summary>Manifests and dry runs.</summary>
public static class JobsClientSpark
{
    private const string Jobs = "api/v1/jobs";
    private const string YamlType = "application/yaml";

    /// <summary>Submits a SparkApplication in YAML. The job is durable when the task completes.</summary>
    public static Task<JobDetails> SubmitManifestAsync(this JobsClient jobs, string yaml, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        SubmitTextAsync(jobs, yaml, YamlType, idempotencyKey, cancellationToken);

    /// <summary>Submits a job as somebody wrote it: Floe's JSON, or a SparkApplication in JSON or YAML. The job is durable when the task completes.</summary>
    /// <param name="jobs">The service.</param>
    /// <param name="text">The body.</param>
    /// <param name="mediaType"><c>application/json</c> or <c>application/yaml</c>.</param>
    /// <param name="idempotencyKey">With a key, sending the same again gives the same job.</param>
    /// <param name="cancellationToken">Ends the call, not the job.</param>
    public static async Task<JobDetails> SubmitTextAsync(this JobsClient jobs, string text, string mediaType, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Jobs) { Content = new StringContent(text, Encoding.UTF8, mediaType) };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await jobs.SendAsync(request, JobsWire.Json.JobDetails, cancellationToken);
    }

    /// <summary>What a submit would run; nothing is stored.</summary>
    /// <returns>JSON with everything, or the manifest or command alone with what is wrong as comments; and whether it would be accepted.</returns>
    public static Task<(string Text, bool IsValid)> DryRunAsync(this JobsClient jobs, JobDefinition definition, bool asJson, CancellationToken cancellationToken = default) =>
        DryRunAsync(jobs, JsonContent.Create(definition, JobsWire.Json.JobDefinition), asJson, cancellationToken);

    /// <inheritdoc cref="DryRunAsync(JobsClient, JobDefinition, bool, CancellationToken)"/>
    public static Task<(string Text, bool IsValid)> DryRunManifestAsync(this JobsClient jobs, string yaml, bool asJson, CancellationToken cancellationToken = default) =>
        DryRunTextAsync(jobs, yaml, YamlType, asJson, cancellationToken);

    /// <inheritdoc cref="DryRunAsync(JobsClient, JobDefinition, bool, CancellationToken)"/>
    public static Task<(string Text, bool IsValid)> DryRunTextAsync(this JobsClient jobs, string text, string mediaType, bool asJson, CancellationToken cancellationToken = default) =>
        DryRunAsync(jobs, new StringContent(text, Encoding.UTF8, mediaType), asJson, cancellationToken);

    private static async Task<(string Text, bool IsValid)> DryRunAsync(JobsClient jobs, HttpContent content, bool asJson, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Jobs}?dryRun=true") { Content = content };
        if (!asJson)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/plain"));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/yaml"));
        }
        var (text, type) = await jobs.SendForTextAsync(request, cancellationToken);
        if (type != "application/json") return (text, text.Contains("\n# would be accepted\n", StringComparison.Ordinal));
        return (text, JsonSerializer.Deserialize(text, JobsWire.Json.DryRunResult) is { Valid: true });
    }
}
