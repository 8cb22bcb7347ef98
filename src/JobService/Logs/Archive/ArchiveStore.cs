using Floe.JobService.Store;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Logs.Archive;

/// <summary>What the store knows of archived logs.</summary>
internal sealed class ArchiveStore(JobsDatabase database, TimeProvider time)
{
    /// <summary>Attempts that are over and whose logs are not archived yet, the longest over first.</summary>
    public Task<List<AttemptOfJob>> ListDueAsync(int limit, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Attempts.Where(attempt => attempt.IsLogLocal && attempt.ArchivedAt == null && attempt.EndedAt != null).OrderBy(attempt => attempt.EndedAt).Take(limit)
            .Join(context.Jobs, attempt => attempt.JobNumber, job => job.Number, (attempt, job) => new { attempt.EndedAt, job.Id, attempt.JobNumber, attempt.Attempt })
            .OrderBy(row => row.EndedAt).Select(row => new AttemptOfJob(row.Id, row.JobNumber, row.Attempt)).ToListAsync(cancellationToken),
        cancellationToken);

    /// <summary>Attempts whose logs were archived up to a time and that the service still has its own copy of.</summary>
    public Task<List<AttemptOfJob>> ListCopiesAsync(DateTimeOffset archivedUpTo, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Attempts.Where(attempt => attempt.IsLogLocal && attempt.ArchivedAt <= archivedUpTo).OrderBy(attempt => attempt.ArchivedAt).Take(limit)
            .Join(context.Jobs, attempt => attempt.JobNumber, job => job.Number, (attempt, job) => new AttemptOfJob(job.Id, attempt.JobNumber, attempt.Attempt)).ToListAsync(cancellationToken),
        cancellationToken);

    /// <summary>Writes down that the attempt's logs are archived, once: a leader that was away for a while may have seen less of them.</summary>
    /// <returns>False where they were deleted meanwhile.</returns>
    public Task<bool> KeepAsync(AttemptOfJob attempt, ArchivedLogs logs, CancellationToken cancellationToken) => database.WriteAsync(async context =>
    {
        var record = await context.Attempts.FirstOrDefaultAsync(a => a.JobNumber == attempt.JobNumber && a.Attempt == attempt.Attempt, cancellationToken);
        if (record is null or { IsLogLocal: false, LogArchive: null }) return false;
        if (record.ArchivedAt is not null) return true;
        record.ArchivedAt = time.Now();
        record.LogArchive = logs.Bytes.Count == 0 ? null : logs.ToJson();
        return true;
    }, cancellationToken);

    /// <summary>Writes down that the service's own copies are gone.</summary>
    public Task CopiesGoneAsync(IReadOnlyList<AttemptOfJob> attempts, CancellationToken cancellationToken) => database.WriteAsync(async context =>
    {
        foreach (var job in attempts.GroupBy(attempt => attempt.JobNumber))
        {
            var numbers = job.Select(attempt => attempt.Attempt).ToList();
            await context.Attempts.Where(a => a.JobNumber == job.Key && numbers.Contains(a.Attempt)).ExecuteUpdateAsync(a => a.SetProperty(x => x.IsLogLocal, false), cancellationToken);
        }
        return true;
    }, cancellationToken);

    /// <summary>Writes down that all logs of the jobs' attempts are gone, here and in the archive.</summary>
    public Task ForgetAsync(IReadOnlyCollection<string> jobIds, CancellationToken cancellationToken) => database.WriteAsync(
        context => context.Attempts.Where(attempt => context.Jobs.Any(job => job.Number == attempt.JobNumber && jobIds.Contains(job.Id) && job.EndedAt != null))
            .ExecuteUpdateAsync(attempt => attempt.SetProperty(a => a.IsLogLocal, false).SetProperty(a => a.LogArchive, (string?)null), cancellationToken),
        cancellationToken);

    /// <summary>What is archived of a job, by attempt.</summary>
    public async Task<IReadOnlyList<(int Attempt, ArchivedLogs Logs)>> ListAsync(string jobId, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            context => context.Attempts.Where(attempt => attempt.LogArchive != null && context.Jobs.Any(job => job.Number == attempt.JobNumber && job.Id == jobId))
                .OrderBy(attempt => attempt.Attempt).Select(attempt => new { attempt.Attempt, attempt.LogArchive }).ToListAsync(cancellationToken),
            cancellationToken);
        return rows.ConvertAll(row => (row.Attempt, ArchivedLogs.Parse(row.LogArchive!)));
    }
}
