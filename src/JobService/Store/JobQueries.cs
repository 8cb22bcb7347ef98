using Floe.JobService.Contracts;
using Floe.JobService.Jobs;
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
            .AsSplitQuery()
            .FirstOrDefaultAsync(job => job.Id == id, cancellationToken),
        cancellationToken);

    /// <summary>State, reason and newest attempt only.</summary>
    public Task<JobStanding?> FindStandingAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Jobs.Where(job => job.Id == id)
            .Select(job => new JobStanding(job.State, job.Reason, job.Attempt)).FirstOrDefaultAsync(cancellationToken),
        cancellationToken);

    /// <summary>Newest first, older than job number <paramref name="before"/>; one more than the limit tells that there is a next page.</summary>
    public Task<List<ListedJob>> ListAsync(IReadOnlyCollection<JobState> states, long? before, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(context =>
        {
            IQueryable<JobRecord> jobs = context.Jobs;
            if (states.Count > 0) jobs = jobs.Where(job => states.Contains(job.State));
            if (before is { } number) jobs = jobs.Where(job => job.Number < number);
            // Not the whole row: a script can be long, and a list does not show it.
            return jobs.OrderByDescending(job => job.Number).Take(limit).Select(job => new ListedJob(job.Number, new JobSummary
            {
                Id = job.Id,
                Name = job.Name,
                Kind = job.Kind,
                TableBucket = job.TableBucket,
                State = job.State,
                Reason = job.Reason,
                CreatedAt = job.CreatedAt,
                StartedAt = job.StartedAt,
                EndedAt = job.EndedAt,
            })).ToListAsync(cancellationToken);
        }, cancellationToken);

    public Task<string?> FindResultAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Jobs.Where(job => job.Id == id)
            .Join(context.Results, job => job.Number, result => result.JobNumber, (_, result) => result.Rows)
            .FirstOrDefaultAsync(cancellationToken),
        cancellationToken);

    /// <summary>Jobs that an engine has, or had when the service stopped, in order of acceptance.</summary>
    public Task<List<JobRecord>> ListInEngineAsync(CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Jobs.Include(job => job.Attempts)
            .Where(job => JobStates.InEngine.Contains(job.State) && job.Epoch != 0).OrderBy(job => job.Number).ToListAsync(cancellationToken),
        cancellationToken);
}
