using Floe.JobService.Logs;
using Floe.JobService.Logs.Archive;

namespace Floe.JobService.Cleanup;

/// <summary>Deletes logs, here and in the archive.</summary>
internal sealed class LogCleanup(CleanupStore jobs, ArchiveStore store, JobLogs logs)
{
    /// <summary>Jobs that ended before have no logs any more. After a restart the store is asked for all once.</summary>
    private DateTimeOffset _cleanedUpTo = DateTimeOffset.UnixEpoch;

    /// <summary>The service's own copies of what was archived up to a time. The archive is not asked: it has acknowledged them.</summary>
    public async Task DeleteCopiesAsync(DateTimeOffset archivedUpTo, CancellationToken cancellationToken)
    {
        while (await store.ListCopiesAsync(archivedUpTo, CleanupWork.BatchSize, cancellationToken) is { Count: > 0 } old)
        {
            foreach (var attempt in old) await logs.DeleteCopyAsync(attempt.JobId, attempt.Attempt, cancellationToken);
            await store.CopiesGoneAsync(old, cancellationToken);
        }
    }

    /// <summary>All logs of jobs that ended up to a time.</summary>
    /// <exception cref="ArchiveException">The archive is away; what it has not deleted stays here too.</exception>
    public async Task DeleteAsync(DateTimeOffset upTo, CancellationToken cancellationToken)
    {
        while (await jobs.ListWithLogsAsync(_cleanedUpTo, upTo, CleanupWork.BatchSize, cancellationToken) is { Count: > 0 } old)
        {
            await DeleteAsync(old.ConvertAll(job => job.Id), done => store.ForgetAsync(done, cancellationToken), cancellationToken);
            // Not after it: others of the same millisecond may be in the next batch.
            _cleanedUpTo = old[^1].EndedAt;
        }
    }

    /// <summary>All logs of these jobs.</summary>
    /// <param name="ids">The jobs.</param>
    /// <param name="done">Told of those whose logs are gone, also where the rest has to wait for the archive.</param>
    /// <param name="cancellationToken">Ends it between two jobs.</param>
    /// <exception cref="ArchiveException">The archive is away.</exception>
    public async Task DeleteAsync(IEnumerable<string> ids, Func<List<string>, Task> done, CancellationToken cancellationToken)
    {
        var deleted = new List<string>();
        try
        {
            foreach (var id in ids)
            {
                await logs.DeleteAsync(id, cancellationToken);
                deleted.Add(id);
            }
        }
        finally
        {
            if (deleted.Count > 0) await done(deleted);
        }
    }
}
