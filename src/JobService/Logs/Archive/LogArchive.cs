namespace Floe.JobService.Logs.Archive;

/// <summary>The logs in the object store, wherever the settings of their time have put them.</summary>
internal sealed class LogArchive(LogOptions options, ArchiveStore store, ArchiveBucket bucket)
{
    /// <summary>Null where it is not archived.</summary>
    public async ValueTask<ILogSource?> OpenSourceAsync(LogName name, CancellationToken cancellationToken)
    {
        foreach (var (attempt, logs) in await store.ListAsync(name.JobId, cancellationToken))
        {
            if (attempt == name.Attempt && logs.Bytes.TryGetValue(name.Role, out var length)) return new ArchivedLogSource(bucket, ArchiveFolder.Parse(logs.Folder), name.Role, length);
        }
        return null;
    }

    public async Task<IEnumerable<LogName>> ListAsync(string jobId, CancellationToken cancellationToken) =>
        (await store.ListAsync(jobId, cancellationToken)).SelectMany(row => row.Logs.Bytes.Keys.Select(role => new LogName(jobId, row.Attempt, role)));

    /// <summary>Deletes what there is of a job, and what an upload may have left there that was never written down.</summary>
    /// <exception cref="ArchiveException">It is not all deleted.</exception>
    public async Task DeleteAsync(string jobId, CancellationToken cancellationToken)
    {
        if (options.Archive is { } archive) await bucket.DeleteAsync(ArchiveNames.OfJob(archive, jobId), cancellationToken);
        foreach (var (_, logs) in await store.ListAsync(jobId, cancellationToken))
        {
            if (options.Archive is { } current && logs.Folder.StartsWith(ArchiveNames.OfJob(current, jobId).ToString(), StringComparison.Ordinal)) continue;
            await bucket.DeleteAsync(ArchiveFolder.Parse(logs.Folder), cancellationToken);
        }
    }
}
