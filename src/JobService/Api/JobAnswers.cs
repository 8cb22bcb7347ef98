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
    public IResult Accepted(HttpContext http, JobDefinition definition, Acceptance? accepted, string? key)
    {
        if (accepted is null) return NoEngine(definition);
        switch (accepted.Kind)
        {
            case AcceptanceKind.KeyOfAnotherJob:
                return Problems.KeyOfAnotherJob(key!, accepted.Job!.Id);
            case AcceptanceKind.NoQueue:
                return Problems.Wrong(new FieldError("$.queue", $"is '{definition.Queue}', which is no queue.", "Use one that GET /api/v1/queues lists, or leave it out."));
            case AcceptanceKind.PriorityOutOfRange:
                var queue = accepted.Queue!;
                return Problems.Wrong(new FieldError(
                    "$.priority", $"is {definition.Priority}; the queue '{queue.Name}' takes {queue.MinPriority} to {queue.MaxPriority}.", "Send one of these, or name another queue."));
            case AcceptanceKind.QueueFull:
                http.Response.Headers.RetryAfter = $"{QueueRetrySeconds}";
                return Problems.QueueFull(accepted.Queue!);
            default:
                http.Response.Headers.Location = JobView.PathOf(accepted.Job!.Id);
                return Results.Json(
                    JobView.Details(accepted.Job, time.GetUtcNow()), JobsWire.Json.JobDetails,
                    statusCode: accepted.Kind == AcceptanceKind.New ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
        }
    }

    private IResult NoEngine(JobDefinition definition)
    {
        var all = string.Join(", ", engines.All.Select(engine => engine.Name));
        if (definition.Engine is not { } name)
            return Problems.Wrong(new FieldError("$.kind", $"is '{definition.Kind}', which no engine of this service runs.", $"Set up an engine for it. This service has: {all}."));
        return engines.Named(name) is null
            ? Problems.Wrong(new FieldError("$.engine", $"is '{name}', which this service does not have.", $"Use one of: {all}; or leave it out."))
            : Problems.Wrong(new FieldError("$.engine", $"is '{name}', which does not run jobs of the kind '{definition.Kind}'.", $"Leave it out, or use another of: {all}."));
    }
}
