using Floe.JobService.Store;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Cleanup;

/// <summary>Finds and deletes what is old.</summary>
internal sealed class CleanupStore(JobsDatabase database)
{
    /// <summary>Jobs that ended up to a time, the oldest first.</summary>
    public Task<List<string>> ListEndedAsync(DateTimeOffset upTo, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Jobs.Where(job => job.EndedAt <= upTo).OrderBy(job => job.EndedAt).Take(limit).Select(job => job.Id).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>Those of them that ended not before another time and may have logs, here or in the archive.</summary>
    public async Task<List<(string Id, DateTimeOffset EndedAt)>> ListWithLogsAsync(DateTimeOffset from, DateTimeOffset upTo, int limit, CancellationToken cancellationToken)
    {
        var jobs = await database.ReadAsync(
            context => context.Jobs.Where(job => job.EndedAt >= from && job.EndedAt <= upTo && job.Attempts.Any(attempt => attempt.IsLogLocal || attempt.LogArchive != null))
                .OrderBy(job => job.EndedAt).Take(limit).Select(job => new { job.Id, job.EndedAt }).ToListAsync(cancellationToken),
            cancellationToken);
        return jobs.ConvertAll(job => (job.Id, job.EndedAt!.Value));
    }

    /// <summary>One that was started again meanwhile stays.</summary>
    public Task<int> DeleteJobsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) => database.WriteAsync(
        context => context.Jobs.Where(job => ids.Contains(job.Id) && job.EndedAt != null).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    public Task<int> DeleteResultsAsync(DateTimeOffset upTo, CancellationToken cancellationToken) => database.WriteAsync(
        context => context.Results.Where(result => context.Jobs.Any(job => job.Number == result.JobNumber && job.EndedAt <= upTo)).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    public Task<int> DeleteDeliveriesAsync(DateTimeOffset upTo, CancellationToken cancellationToken) => database.WriteAsync(
        context => context.Deliveries.Where(delivery => delivery.EndedAt <= upTo).ExecuteDeleteAsync(cancellationToken), cancellationToken);
}
