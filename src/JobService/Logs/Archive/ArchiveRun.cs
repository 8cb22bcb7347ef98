namespace Floe.JobService.Logs.Archive;

/// <summary>Archives the logs of one attempt that is over.</summary>
internal sealed class ArchiveRun(ArchiveFolder archive, ILogStore logs, ArchiveStore store, ArchiveBucket bucket)
{
    /// <exception cref="ArchiveException">Not all of them are in the archive.</exception>
    public async Task RunAsync(AttemptOfJob attempt, CancellationToken cancellationToken)
    {
        var folder = ArchiveNames.OfAttempt(archive, attempt.JobId, attempt.Attempt);
        var bytes = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in await logs.ListAsync(attempt.JobId, cancellationToken))
        {
            if (name.Attempt != attempt.Attempt) continue;
            using var log = await logs.OpenSourceAsync(name, cancellationToken);
            // One that nobody wrote to is as good as none.
            if (log is not null && await log.LengthAsync(cancellationToken) > 0) bytes[name.Role] = await bucket.PutAsync(folder, name.Role, log, cancellationToken);
        }
        // The job was deleted during the upload: nobody would find the objects again.
        if (!await store.KeepAsync(attempt, new(folder.ToString(), bytes), cancellationToken)) await bucket.DeleteAsync(folder, cancellationToken);
    }
}
