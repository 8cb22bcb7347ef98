using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Jobs;
using Floe.JobService.Store;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Dispatch;

/// <summary>Takes jobs in and calls them off.</summary>
internal sealed class JobSubmission(
    EngineSet engines,
    JobAcceptance acceptance,
    JobTransitions transitions,
    JobQueries queries,
    RunningJobs running,
    JobSignals signals,
    DispatchSignal signal,
    ILogger<JobSubmission> logger)
{
    /// <summary>What keeps a job from being accepted; empty: nothing.</summary>
    public Task<IReadOnlyList<FieldError>> CheckAsync(JobDefinition definition, CancellationToken cancellationToken) =>
        SubmitCheck.ErrorsAsync(engines, definition, cancellationToken);

    /// <summary>Durable when the task completes. Null where no engine of this service runs the kind.</summary>
    public async Task<Acceptance?> SubmitAsync(JobDefinition definition, SubmitContext by, CancellationToken cancellationToken)
    {
        if (engines.For(definition) is not { } engine) return null;
        using var activity = JobTelemetry.StartSubmit(definition);
        var accepted = await acceptance.AcceptAsync(new Submission(definition, engine.Name, by.Owner, by.IdempotencyKey, by.Schedule), cancellationToken);
        activity?.SetTag(JobTelemetry.RunId, accepted.Job?.Id);
        if (accepted is { Kind: AcceptanceKind.New, Job: { } job })
        {
            signals.StateChanged(job.Id);
            signal.Set();
            logger.Accepted(job.Id, job.Name, engine.Name);
        }
        return accepted;
    }

    /// <summary>Returns once the wish is durable; a running job ends a little later. Null where there is no such job.</summary>
    public async Task<JobMove?> CancelAsync(string jobId, CancellationToken cancellationToken)
    {
        var move = await transitions.CancelAsync(jobId, Reasons.CancelledInQueue, cancellationToken);
        if (move is { State: JobState.Cancelling }) running.Cancel(jobId);
        return move;
    }

    /// <summary>Holds a job that waits; asks the engine to hold one that it has.</summary>
    public async Task<SuspendAnswer> SuspendAsync(string jobId, CancellationToken cancellationToken)
    {
        var move = await transitions.HoldAsync(jobId, Reasons.Held, cancellationToken);
        if (move is null) return SuspendAnswer.NoJob;
        if (move.Moved || move.State == JobState.Suspended) return SuspendAnswer.Done;
        return await AskEngineAsync(jobId, (engine, run) => engine.SuspendAsync(run, cancellationToken), cancellationToken);
    }

    /// <summary>Lets a held job wait for its turn, or asks the engine to let it go on.</summary>
    public async Task<SuspendAnswer> ResumeAsync(string jobId, CancellationToken cancellationToken)
    {
        var move = await transitions.ReleaseAsync(jobId, cancellationToken);
        if (move is null) return SuspendAnswer.NoJob;
        signal.Set();
        if (move.Moved || !move.State.IsFinal() && move.State != JobState.Suspended) return SuspendAnswer.Done;
        return await AskEngineAsync(jobId, (engine, run) => engine.ResumeAsync(run, cancellationToken), cancellationToken);
    }

    /// <summary>Queues a job again that failed, was cancelled or is lost. Null where there is no such job.</summary>
    public async Task<JobMove?> RetryAsync(string jobId, CancellationToken cancellationToken)
    {
        var move = await transitions.RetryAsync(jobId, Reasons.RetriedByHand, cancellationToken);
        if (move is { Moved: true }) signal.Set();
        return move;
    }

    private async Task<SuspendAnswer> AskEngineAsync(string jobId, Func<ISuspendingEngine, RunReference, Task> ask, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(jobId, cancellationToken) is not { } job) return SuspendAnswer.NoJob;
        if (job.State.IsFinal() || job.Epoch == 0) return SuspendAnswer.WrongState(job.State);
        if (engines.Named(job.Engine) is not ISuspendingEngine engine) return SuspendAnswer.EngineCannot(job.Engine, job.State);
        var handle = job.Attempts.Find(attempt => attempt.Attempt == job.Attempt)?.Handle;
        await ask(engine, new RunReference(job.Id, job.Attempt, handle, StoredJson.Definition(job.Definition)));
        return SuspendAnswer.Done;
    }
}
