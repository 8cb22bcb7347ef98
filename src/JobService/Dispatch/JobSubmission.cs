using Floe.JobService.Contracts;
using Floe.JobService.Store;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Dispatch;

/// <summary>Takes jobs in and calls them off.</summary>
internal sealed class JobSubmission(
    EngineSet engines,
    JobAcceptance acceptance,
    JobTransitions transitions,
    RunningJobs running,
    DispatchSignal signal,
    ILogger<JobSubmission> logger)
{
    /// <summary>Durable when the task completes. Null where no engine of this service runs the kind.</summary>
    public async Task<Acceptance?> SubmitAsync(JobDefinition definition, string? idempotencyKey, CancellationToken cancellationToken)
    {
        if (engines.For(definition.Kind) is not { } engine) return null;
        using var activity = JobTelemetry.StartSubmit(definition);
        var accepted = await acceptance.AcceptAsync(definition, engine.Name, idempotencyKey, cancellationToken);
        activity?.SetTag(JobTelemetry.RunId, accepted.Job.Id);
        if (accepted.Kind == AcceptanceKind.New)
        {
            signal.Set();
            logger.Accepted(accepted.Job.Id, accepted.Job.Name, engine.Name);
        }
        return accepted;
    }

    /// <summary>Returns once the wish is durable; a running job ends a little later. Null where there is no such job.</summary>
    public async Task<JobMove?> CancelAsync(string jobId, CancellationToken cancellationToken)
    {
        var move = await transitions.MoveAsync(jobId, JobState.Cancelled, Reasons.CancelledInQueue, from: JobState.Queued, cancellationToken);
        if (move is null or { Moved: true }) return move;
        move = await transitions.MoveAsync(jobId, JobState.Cancelling, null, from: null, cancellationToken);
        if (move is { State: JobState.Cancelling }) running.Cancel(jobId);
        return move;
    }
}
