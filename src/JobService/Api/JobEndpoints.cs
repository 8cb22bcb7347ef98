using System.Text;
using Floe.JobService.Contracts;
using Floe.JobService.Dispatch;
using Floe.JobService.Store;

namespace Floe.JobService.Api;

internal static class JobEndpoints
{
    private const string IdempotencyKey = "Idempotency-Key";
    private const int MaxIdempotencyKey = 255;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/jobs", SubmitAsync);
        api.MapGet("/jobs", ListAsync);
        api.MapGet("/jobs/{id}", GetAsync);
        api.MapGet("/jobs/{id}/result", ResultAsync);
        api.MapPost("/jobs/{id}/cancel", CancelAsync);
    }

    private static async Task<IResult> SubmitAsync(HttpContext http, JobSubmission submission, DryRuns dryRuns, TimeProvider time, CancellationToken cancellationToken)
    {
        var key = Key(http.Request);
        var definition = await JobDefinitionReader.ReadAsync(http.Request, cancellationToken);
        if (IsDryRun(http.Request)) return DryRunAnswer.Of(http.Request, await dryRuns.RunAsync(definition, cancellationToken));
        if (await submission.CheckAsync(definition, cancellationToken) is { Count: > 0 } errors) return Problems.Wrong(errors);
        var accepted = await submission.SubmitAsync(definition, new SubmitContext("local", key), cancellationToken);
        if (accepted is null) return Problems.Wrong(new FieldError("$.kind", $"is '{definition.Kind}', which no engine of this service runs.", "Set up an engine for it."));
        if (accepted.Kind == AcceptanceKind.KeyOfAnotherJob) return Problems.KeyOfAnotherJob(key!, accepted.Job!.Id);
        http.Response.Headers.Location = JobView.PathOf(accepted.Job!.Id);
        return Job(accepted.Job, time, accepted.Kind == AcceptanceKind.New ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, JobQueries queries, CancellationToken cancellationToken)
    {
        var query = ListQuery.Read(request.Query);
        var jobs = await queries.ListAsync(query.States, query.Before, query.Limit + 1, cancellationToken);
        var next = jobs.Count > query.Limit ? ListQuery.CursorAfter(jobs[query.Limit - 1].Number) : null;
        return Results.Json(new JobPage([.. jobs.Take(query.Limit).Select(job => job.Summary)], next), JobsWire.Json.JobPage);
    }

    private static async Task<IResult> GetAsync(string id, JobQueries queries, TimeProvider time, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, cancellationToken) is { } job ? Job(job, time, StatusCodes.Status200OK) : Problems.NoJob(id);

    private static async Task<IResult> ResultAsync(string id, JobQueries queries, CancellationToken cancellationToken)
    {
        if (await queries.FindStandingAsync(id, cancellationToken) is not { } standing) return Problems.NoJob(id);
        if (await queries.FindResultAsync(id, cancellationToken) is { } rows) return Results.Text(rows, "application/json", Encoding.UTF8);
        return Problems.NoResult(id, standing.State switch
        {
            JobState.Succeeded => "succeeded, but its script has no SELECT.",
            JobState.Failed or JobState.Cancelled or JobState.Lost => $"is {standing.State}; only a job that succeeded has result rows.",
            _ => $"is {standing.State}; its result is there when it has succeeded.",
        });
    }

    private static async Task<IResult> CancelAsync(string id, JobSubmission submission, JobQueries queries, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await submission.CancelAsync(id, cancellationToken) is not { } move) return Problems.NoJob(id);
        // Asking twice is no error: the second answer may be to a caller that lost the first.
        if (move.State is not (JobState.Cancelling or JobState.Cancelled)) return Problems.Over(id, move.State);
        var job = await queries.FindAsync(id, cancellationToken);
        return Job(job!, time, StatusCodes.Status202Accepted);
    }

    private static IResult Job(JobRecord job, TimeProvider time, int status) =>
        Results.Json(JobView.Details(job, time.GetUtcNow()), JobsWire.Json.JobDetails, statusCode: status);

    private static bool IsDryRun(HttpRequest request) => request.Query["dryRun"].ToString() switch
    {
        "" or "false" => false,
        "true" => true,
        var other => throw new BadRequestException(new FieldError("dryRun", $"is '{other}'.", "Send true or false.")),
    };

    private static string? Key(HttpRequest request)
    {
        if (request.Headers[IdempotencyKey] is not [{ } key, ..]) return null;
        return key.Length is >= 1 and <= MaxIdempotencyKey && key.All(letter => letter is > ' ' and <= '~')
            ? key
            : throw new BadRequestException(new FieldError(IdempotencyKey, "is empty, too long or has other than visible ASCII characters.", $"Send 1 to {MaxIdempotencyKey} visible ASCII characters, such as a UUID."));
    }
}
