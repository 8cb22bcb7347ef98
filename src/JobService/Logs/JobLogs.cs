using Floe.JobService.Jobs;

namespace Floe.JobService.Logs;

/// <summary>The logs of all jobs: one append-only file per attempt below the data folder.</summary>
internal sealed class JobLogs(string folder, JobSignals signals, TimeProvider time)
{
    /// <summary>Opens the attempt's log for adding to it; an attempt that goes on after a restart adds to what is there.</summary>
    public LogWriter OpenWriter(string jobId, int attempt)
    {
        Directory.CreateDirectory(FolderOf(jobId));
        return new LogWriter(PathOf(jobId, attempt), time, () => signals.LogGrew(jobId));
    }

    /// <summary>Null where the attempt has not written anything yet.</summary>
    public LogReader? OpenReader(string jobId, LogCursor cursor)
    {
        var path = PathOf(jobId, cursor.Attempt);
        return File.Exists(path) ? new LogReader(path, cursor.Offset) : null;
    }

    /// <summary>The cursor after what the log has now.</summary>
    public LogCursor EndOf(string jobId, int newestAttempt)
    {
        if (newestAttempt == 0) return LogCursor.Start;
        var file = new FileInfo(PathOf(jobId, newestAttempt));
        return new LogCursor(newestAttempt, file.Exists ? file.Length : 0);
    }

    private string PathOf(string jobId, int attempt) => Path.Combine(FolderOf(jobId), $"attempt-{attempt}.log");

    private string FolderOf(string jobId) => JobId.IsWellFormed(jobId)
        ? Path.Combine(folder, jobId)
        : throw new ArgumentException($"'{jobId}' is no job id.", nameof(jobId));
}
