using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Store;

/// <summary>
/// Changes of jobs by the leader and its runs. Each is done in a transaction that first looks whether the leader still is one, or the run still its own:
/// a process that was away for a while finds out before anything of it counts. What runs tell at the same time shares a transaction.
/// </summary>
internal sealed class RunTransitions(JobsDatabase database, JobSignals signals, TimeProvider time)
{
    /// <summary>Takes the job whose turn it is and opens its next attempt; null where none may start.</summary>
    /// <exception cref="LeaderReplacedException">Somebody else leads.</exception>
    public async Task<JobRecord?> ClaimAsync(JobClaim claim, CancellationToken cancellationToken)
    {
        // Mostly there is none: then nobody who writes has to wait for this look.
        if (await database.ReadAsync(context => FindNextAsync(context, claim, cancellationToken), cancellationToken) is null) return null;
        var claimed = await database.WriteAsync(async context =>
        {
            await CheckLeaderAsync(context, claim.Epoch, cancellationToken);
            if (await FindNextAsync(context, claim, cancellationToken) is not { } number) return null;
            var job = await context.Jobs.FirstAsync(j => j.Number == number, cancellationToken);
            job.Attempt++;
            job.Epoch = claim.Epoch;
            job.NotBefore = null;
            var now = time.Now();
            job.Enter(JobState.Submitting, reason: null, now);
            job.StartedAt ??= now;
            job.Attempts.Add(new() { Attempt = job.Attempt, Engine = job.Engine, StartedAt = now });
            return job;
        }, cancellationToken);
        if (claimed is not null) signals.StateChanged(claimed.Id);
        return claimed;
    }

    /// <summary>When the first of the jobs whose wait goes on after this time may start; null where there is none. One that is due already and has not started waits for something else.</summary>
    public Task<DateTimeOffset?> NextDueAsync(DateTimeOffset after, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Jobs.Where(job => job.NotBefore > after).OrderBy(job => job.NotBefore).Select(job => job.NotBefore).FirstOrDefaultAsync(cancellationToken), cancellationToken);

    /// <summary>Fails the jobs that wait for an engine which this service no longer has.</summary>
    /// <exception cref="LeaderReplacedException">Somebody else leads.</exception>
    public async Task FailUnknownEnginesAsync(long epoch, IReadOnlyCollection<string> known, Func<string, string> reason, CancellationToken cancellationToken)
    {
        var failed = await database.WriteAsync(async context =>
        {
            await CheckLeaderAsync(context, epoch, cancellationToken);
            var jobs = await context.Jobs.Where(job => job.State == JobState.Queued && !known.Contains(job.Engine)).ToListAsync(cancellationToken);
            foreach (var job in jobs) job.Enter(JobState.Failed, reason(job.Engine), time.Now());
            return jobs;
        }, cancellationToken);
        foreach (var job in failed) signals.StateChanged(job.Id);
    }

    /// <summary>Takes over all jobs that an engine has, or had, from the leaders before, in one transaction. In order of acceptance, with their attempts.</summary>
    /// <exception cref="LeaderReplacedException">Somebody else leads.</exception>
    public Task<List<JobRecord>> AdoptAsync(long epoch, CancellationToken cancellationToken) => database.WriteAsync(async context =>
    {
        await CheckLeaderAsync(context, epoch, cancellationToken);
        var jobs = context.Jobs.Where(job => JobStates.InEngine.Contains(job.State) && job.Epoch != 0);
        // By one statement: rows that are read, tracked and saved one by one take seconds where there are thousands.
        await jobs.ExecuteUpdateAsync(set => set.SetProperty(job => job.Epoch, epoch), cancellationToken);
        return await jobs.AsNoTracking().Include(job => job.Attempts).OrderBy(job => job.Number).ToListAsync(cancellationToken);
    }, cancellationToken);

    /// <summary>The jobs of this term that no engine has taken yet, as far as the store knows.</summary>
    public Task<List<RunKey>> ListSubmittingAsync(long epoch, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Jobs.Where(job => job.State == JobState.Submitting && job.Epoch == epoch).OrderBy(job => job.Number)
            .Select(job => new RunKey(job.Id, job.Attempt, epoch)).ToListAsync(cancellationToken),
        cancellationToken);

    /// <summary>Moves the run's job where <see cref="JobStates"/> allows it, and keeps the executions where there are any, in either case.</summary>
    /// <exception cref="RunTakenOverException">The run is another's, or over.</exception>
    public async Task EnterAsync(RunKey run, JobState state, string? reason, IReadOnlyList<JobExecution>? executions, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var moved = await database.WriteTogetherAsync(async context =>
        {
            var job = await FindAsync(context, run);
            if (executions is not null)
                (await context.Attempts.FirstAsync(a => a.JobNumber == job.Number && a.Attempt == run.Attempt)).Executions = StoredJson.Text(executions);
            // The same state with another reason is news too: what it waits for has changed.
            if (job.State == state ? job.Reason == StorableText.Of(reason) : !job.State.MayBecome(state)) return false;
            job.Enter(state, reason, time.Now());
            return true;
        });
        if (moved) signals.StateChanged(run.JobId);
    }

    /// <exception cref="RunTakenOverException">The run is another's, or over.</exception>
    public Task KeepHandleAsync(RunKey run, string handle, CancellationToken cancellationToken) =>
        ChangeAttemptAsync(run, attempt => attempt.Handle = handle, cancellationToken);

    /// <exception cref="RunTakenOverException">The run is another's, or over.</exception>
    public Task KeepLinkAsync(RunKey run, string name, Uri address, CancellationToken cancellationToken) => ChangeAttemptAsync(run, attempt =>
    {
        var links = new SortedDictionary<string, string>(StoredJson.Strings(attempt.Links), StringComparer.Ordinal) { [name] = address.ToString() };
        attempt.Links = JsonSerializer.Serialize(links, JobsWire.Json.SortedDictionaryStringString);
    }, cancellationToken);

    /// <summary>Closes the attempt, and the job with it unless it is to be tried again: outcome, statements and result rows in one transaction.</summary>
    /// <returns>The state that the job is in now.</returns>
    /// <exception cref="RunTakenOverException">The run is another's, or over.</exception>
    public async Task<JobState> EndAsync(RunKey run, RunOutcome outcome, RetryPolicy? retry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var state = await database.WriteTogetherAsync(async context =>
        {
            var job = await FindAsync(context, run);
            var now = time.Now();
            if (await context.Attempts.FirstOrDefaultAsync(a => a.JobNumber == job.Number && a.Attempt == run.Attempt) is { } attempt) Close(attempt, outcome, now);
            job.Epoch = 0;
            if (RetryDecision.WaitAfter(job, outcome, retry) is { } wait)
            {
                job.Enter(JobState.Retrying, outcome.Reason, now);
                job.Enter(JobState.Queued, RetryDecision.Describe(run.Attempt, retry!, outcome.Reason, now + wait), now);
                job.NotBefore = now + wait;
                return job.State;
            }
            if (!job.State.MayBecome(outcome.State)) return job.State;
            job.Enter(outcome.State, outcome.Reason, now);
            if (outcome.Result is { } rows) await KeepResultAsync(context, job.Number, JsonSerializer.Serialize(rows, JobsWire.Json.ResultSet));
            return job.State;
        });
        signals.StateChanged(run.JobId);
        return state;
    }

    /// <summary>Puts a job back that no engine has taken, and closes the attempt that came to nothing.</summary>
    /// <exception cref="RunTakenOverException">The run is another's, or over.</exception>
    public async Task RequeueAsync(RunKey run, string reason, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await database.WriteTogetherAsync(async context =>
        {
            var job = await FindAsync(context, run);
            if (!job.State.MayBecome(JobState.Queued)) return false;
            var now = time.Now();
            if (await context.Attempts.FirstOrDefaultAsync(a => a.JobNumber == job.Number && a.Attempt == run.Attempt) is { } attempt)
            {
                attempt.EndedAt = now;
                attempt.Reason = reason;
            }
            job.Epoch = 0;
            job.Enter(JobState.Queued, reason, now);
            return true;
        });
        signals.StateChanged(run.JobId);
    }

    private async Task<long?> FindNextAsync(JobsContext context, JobClaim claim, CancellationToken cancellationToken)
    {
        var now = time.Now();
        foreach (var queue in claim.Queues)
        {
            (int Priority, long Number)? best = null;
            // One by one: each is the first of a range of the index job_by_turn.
            foreach (var engine in claim.Engines)
            {
                var first = await context.Jobs
                    .Where(job => job.Queue == queue && job.Engine == engine && job.State == JobState.Queued && (job.NotBefore == null || job.NotBefore <= now))
                    .OrderByDescending(job => job.Priority).ThenBy(job => job.Number)
                    .Select(job => new { job.Priority, job.Number }).FirstOrDefaultAsync(cancellationToken);
                if (first is null) continue;
                if (best is not { } other || first.Priority > other.Priority || (first.Priority == other.Priority && first.Number < other.Number)) best = (first.Priority, first.Number);
            }
            if (best is { } found) return found.Number;
        }
        return null;
    }

    private async Task ChangeAttemptAsync(RunKey run, Action<AttemptRecord> change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await database.WriteTogetherAsync(async context =>
        {
            var job = await FindAsync(context, run);
            change(await context.Attempts.FirstAsync(a => a.JobNumber == job.Number && a.Attempt == run.Attempt));
            return true;
        });
        signals.StateChanged(run.JobId);
    }

    private static async Task KeepResultAsync(JobsContext context, long number, string rows)
    {
        if (await context.Results.FirstOrDefaultAsync(result => result.JobNumber == number) is { } earlier) earlier.Rows = rows;
        else context.Results.Add(new() { JobNumber = number, Rows = rows });
    }

    private static async Task<JobRecord> FindAsync(JobsContext context, RunKey run) =>
        await context.Jobs.FirstOrDefaultAsync(j => j.Id == run.JobId) is { } job && job.Attempt == run.Attempt && job.Epoch == run.Epoch
            ? job
            : throw new RunTakenOverException(run.JobId, run.Attempt);

    private static async Task CheckLeaderAsync(JobsContext context, long epoch, CancellationToken cancellationToken)
    {
        var current = await context.Leader.Where(leader => leader.Id == LeaderRecord.Only).Select(leader => leader.Epoch).FirstAsync(cancellationToken);
        if (current != epoch) throw new LeaderReplacedException(epoch, current);
    }

    private static void Close(AttemptRecord attempt, RunOutcome outcome, DateTimeOffset now)
    {
        attempt.EndedAt = now;
        attempt.Outcome = outcome.State;
        attempt.Reason = StorableText.Of(outcome.Reason);
        attempt.RejectedRows = outcome.RejectedRows;
        attempt.Statements = JsonSerializer.Serialize(outcome.Statements, JobsWire.Json.IReadOnlyListStatementSummary);
        if (outcome.Executions is null && attempt.Executions is null) return;
        var executions = outcome.Executions ?? StoredJson.Executions(attempt.Executions);
        attempt.Executions = StoredJson.Text([.. executions.Select(execution => execution.EndedAt is null ? execution with { State = outcome.State, Reason = outcome.Reason, EndedAt = now } : execution)]);
    }
}
