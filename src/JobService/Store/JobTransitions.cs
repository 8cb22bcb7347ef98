using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Store;

/// <summary>The only place where a job's state changes. Each change is one transaction with its row of history, then followers hear of it.</summary>
internal sealed class JobTransitions(JobsDatabase database, JobSignals signals, TimeProvider time)
{
    /// <summary>Takes the oldest queued job and opens its next attempt; null where the queue is empty.</summary>
    public async Task<JobRecord?> ClaimNextAsync(CancellationToken cancellationToken)
    {
        var claimed = await database.WriteAsync(async context =>
        {
            var job = await context.Jobs.Include(j => j.History).Where(j => j.State == JobState.Queued).OrderBy(j => j.Number).FirstOrDefaultAsync(cancellationToken);
            if (job is null) return null;
            job.Attempt++;
            var now = Enter(job, JobState.Submitting, reason: null);
            job.StartedAt ??= now;
            job.Attempts.Add(new() { Attempt = job.Attempt, Engine = job.Engine, StartedAt = now });
            return job;
        }, cancellationToken);
        if (claimed is not null) signals.StateChanged(claimed.Id);
        return claimed;
    }

    /// <summary>Moves a job where <see cref="JobStates"/> allows it.</summary>
    /// <param name="id">The job.</param>
    /// <param name="to">The state to enter.</param>
    /// <param name="reason">Kept with the state.</param>
    /// <param name="from">Only from this state; null: from any that allows it.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>Whether it moved, and where it stands now; null where there is no such job.</returns>
    public async Task<JobMove?> MoveAsync(string id, JobState to, string? reason, JobState? from, CancellationToken cancellationToken)
    {
        var move = await database.WriteAsync(async context =>
        {
            var job = await context.Jobs.Include(j => j.History).FirstOrDefaultAsync(j => j.Id == id, cancellationToken);
            if (job is null) return null;
            var moves = job.State.MayBecome(to) && (from is null || job.State == from);
            if (moves) Enter(job, to, reason);
            return new JobMove(moves, job.State);
        }, cancellationToken);
        if (move is { Moved: true }) signals.StateChanged(id);
        return move;
    }

    /// <summary>Closes the newest attempt and the job with it: outcome, statements and result rows in one transaction.</summary>
    public async Task<JobMove?> EndAsync(string id, RunOutcome outcome, CancellationToken cancellationToken)
    {
        var move = await database.WriteAsync(async context =>
        {
            var job = await context.Jobs.Include(j => j.History).Include(j => j.Attempts).AsSplitQuery().FirstOrDefaultAsync(j => j.Id == id, cancellationToken);
            if (job is null) return null;
            if (!job.State.MayBecome(outcome.State)) return new JobMove(false, job.State);
            var now = Enter(job, outcome.State, outcome.Reason);
            if (job.Attempts.Find(attempt => attempt.Attempt == job.Attempt) is { } attempt) Close(attempt, outcome, now);
            if (outcome.Result is { } rows)
                context.Results.Add(new() { JobNumber = job.Number, Rows = JsonSerializer.Serialize(rows, JobsWire.Json.ResultSet) });
            return new JobMove(true, job.State);
        }, cancellationToken);
        if (move is { Moved: true }) signals.StateChanged(id);
        return move;
    }

    /// <summary>Puts a job back that no engine has taken, and closes the attempt that came to nothing.</summary>
    public Task RequeueAsync(string id, string reason, CancellationToken cancellationToken) => database.WriteAsync(async context =>
    {
        var job = await context.Jobs.Include(j => j.History).Include(j => j.Attempts).AsSplitQuery().FirstAsync(j => j.Id == id, cancellationToken);
        if (!job.State.MayBecome(JobState.Queued)) return false;
        if (job.Attempts.Find(attempt => attempt.Attempt == job.Attempt) is { } attempt)
        {
            attempt.EndedAt = time.Now();
            attempt.Reason = reason;
        }
        Enter(job, JobState.Queued, reason);
        return true;
    }, cancellationToken);

    public Task KeepHandleAsync(string id, string handle, CancellationToken cancellationToken) => database.WriteAsync(async context =>
    {
        var job = await context.Jobs.Include(j => j.Attempts).FirstAsync(j => j.Id == id, cancellationToken);
        job.Attempts.First(attempt => attempt.Attempt == job.Attempt).Handle = handle;
        return true;
    }, cancellationToken);

    private static void Close(AttemptRecord attempt, RunOutcome outcome, DateTimeOffset now)
    {
        attempt.EndedAt = now;
        attempt.Outcome = outcome.State;
        attempt.Reason = outcome.Reason;
        attempt.RejectedRows = outcome.RejectedRows;
        attempt.Statements = JsonSerializer.Serialize(outcome.Statements, JobsWire.Json.IReadOnlyListStatementSummary);
    }

    private DateTimeOffset Enter(JobRecord job, JobState state, string? reason)
    {
        var now = time.Now();
        job.State = state;
        job.Reason = reason;
        job.Version++;
        if (state.IsFinal()) job.EndedAt = now;
        job.History.Add(new() { Step = job.History.Count + 1, State = state, At = now, Attempt = job.Attempt, Reason = reason });
        return now;
    }
}
