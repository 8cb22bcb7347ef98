using Floe.JobService.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Store;

/// <summary>Reads of the store.</summary>
internal sealed class JobQueries(JobsDatabase database)
{
    /// <summary>The job with its attempts and history, in order; null where there is none of this id.</summary>
    public Task<JobRecord?> FindAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Jobs
            .Include(job => job.Attempts.OrderBy(attempt => attempt.Attempt))
            .Include(job => job.History.OrderBy(change => change.Step))
            .Include(job => job.Labels.OrderBy(label => label.Name))
            .AsSplitQuery()
            .FirstOrDefaultAsync(job => job.Id == id, cancellationToken),
        cancellationToken);

    /// <summary>State, reason, newest attempt and owner only.</summary>
    public Task<JobStanding?> FindStandingAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Jobs.Where(job => job.Id == id)
            .Select(job => new JobStanding(job.State, job.Reason, job.Attempt, job.Owner)).FirstOrDefaultAsync(cancellationToken),
        cancellationToken);

    public Task<string?> FindResultAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Jobs.Where(job => job.Id == id)
            .Join(context.Results, job => job.Number, result => result.JobNumber, (_, result) => result.Rows)
            .FirstOrDefaultAsync(cancellationToken),
        cancellationToken);

    /// <summary>How many jobs go before a queued one in its queue, counted up to a limit.</summary>
    public Task<int> CountBeforeAsync(JobRecord job, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Jobs
            .Where(other => other.Queue == job.Queue && other.State == JobState.Queued && (other.Priority > job.Priority || (other.Priority == job.Priority && other.Number < job.Number)))
            .Take(limit).CountAsync(cancellationToken),
        cancellationToken);

    /// <summary>State changes after a place in the order of events, oldest first.</summary>
    /// <param name="after">Sequence of the last one that is known.</param>
    /// <param name="owner">Only of this owner's jobs; null: of everybody's.</param>
    /// <param name="jobId">Only of this job; null: of all.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    public Task<List<JobEventData>> ListEventsAsync(long after, string? owner, string? jobId, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.History.Where(change => change.Sequence > after).OrderBy(change => change.Sequence)
            .Join(context.Jobs, change => change.JobNumber, job => job.Number, (change, job) => new { change, job })
            .Where(pair => (owner == null || pair.job.Owner == owner) && (jobId == null || pair.job.Id == jobId))
            .OrderBy(pair => pair.change.Sequence)
            .Select(pair => new JobEventData(
                pair.change.Sequence, pair.job.Id, pair.job.Name, pair.job.Owner, pair.job.Queue, pair.change.State, pair.change.Reason, pair.change.Attempt, pair.change.At))
            .Take(limit).ToListAsync(cancellationToken),
        cancellationToken);

    /// <summary>Sequence of the newest state change; 0 where there is none.</summary>
    public Task<long> LastEventAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async context => await context.History.MaxAsync(change => (long?)change.Sequence, cancellationToken) ?? 0, cancellationToken);
}
