using Floe.JobService.Contracts;
using Floe.JobService.Dispatch;
using Floe.JobService.Logs;
using Floe.JobService.Store;

namespace Floe.JobService.Api;

/// <summary>Answers that have a job in them.</summary>
internal sealed class JobAnswers(JobQueries queries, PendingReasons reasons, JobLogs logs, EngineSet engines, TimeProvider time)
{
    /// <summary>Seconds after which a full queue is worth another try.</summary>
    private const int QueueRetrySeconds = 5;

    /// <summary>The job as it is now, with everything that is known of it.</summary>
    public async Task<IResult> NowAsync(string id, int status, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(id, cancellationToken) is not { } job) return Problems.NoJob(id);
        var details = JobView.Details(job, time.GetUtcNow(), await reasons.OfAsync(job, cancellationToken), await logs.ListAsync(id, cancellationToken));
        return Results.Json(details, JobsWire.Json.JobDetails, statusCode: status);
    }

    /// <summary>What became of a submit.</summary>
    public async Task<IResult> AcceptedAsync(HttpContext http, JobDefinition definition, Acceptance? accepted, string? key, CancellationToken cancellationToken)
    {
        if (accepted is null) return Problems.Wrong(SubmitCheck.NoEngine(definition, engines));
        switch (accepted.Kind)
        {
            case AcceptanceKind.KeyOfAnotherJob:
                return Problems.KeyOfAnotherJob(key!, accepted.Job!.Id);
            case AcceptanceKind.NoQueue:
                return Problems.Wrong(QueueCheck.NoQueue(definition));
            case AcceptanceKind.PriorityOutOfRange:
                return Problems.Wrong(QueueCheck.OutOfRange(definition, accepted.Queue!));
            case AcceptanceKind.QueueFull:
                http.Response.Headers.RetryAfter = $"{QueueRetrySeconds}";
                return Problems.QueueFull(accepted.Queue!);
            case AcceptanceKind.Repeated:
                http.Response.Headers.Location = JobView.PathOf(accepted.Job!.Id);
                return await NowAsync(accepted.Job.Id, StatusCodes.Status200OK, cancellationToken);
            default:
                http.Response.Headers.Location = JobView.PathOf(accepted.Job!.Id);
                return Results.Json(JobView.Details(accepted.Job, time.GetUtcNow()), JobsWire.Json.JobDetails, statusCode: StatusCodes.Status202Accepted);
        }
    }
}
