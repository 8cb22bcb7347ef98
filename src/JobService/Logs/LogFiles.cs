using System.Globalization;
using Floe.JobService.Engines;
using Floe.JobService.Jobs;
using Floe.JobService.Store;

namespace Floe.JobService.Logs;

/// <summary>Logs as append-only files below the data folder: <c>job/attempt-1.log</c> is the driver's, <c>job/attempt-1.executor-2.log</c> an executor's.</summary>
internal sealed class LogFiles(string folder, JobSignals signals, TimeProvider time, ILogger<LogFiles> logger) : ILogStore
{
    private const string Prefix = "attempt-";
    private const string Suffix = ".log";

    /// <exception cref="StoreAwayException">The disk is full.</exception>
    public ValueTask<ILogSink> OpenSinkAsync(LogName name, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(FolderOf(name.JobId));
            return ValueTask.FromResult<ILogSink>(new LogFileSink(PathOf(name), () => signals.LogGrew(name.JobId), time, logger));
        }
        catch (IOException e)
        {
            throw new StoreAwayException(e);
        }
    }

    public ValueTask<ILogSource?> OpenSourceAsync(LogName name, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        return ValueTask.FromResult<ILogSource?>(File.Exists(path) ? new LogFileSource(path) : null);
    }

    public Task<IReadOnlyList<LogName>> ListAsync(string jobId, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<IReadOnlyList<LogName>>(
                [.. Directory.EnumerateFiles(FolderOf(jobId), $"{Prefix}*{Suffix}").Select(file => Parse(jobId, Path.GetFileName(file))).OfType<LogName>().OrderBy(log => log.Attempt).ThenBy(log => log.Role, StringComparer.Ordinal)]);
        }
        catch (DirectoryNotFoundException)
        {
            return Task.FromResult<IReadOnlyList<LogName>>([]);
        }
    }

    public Task DeleteAsync(string jobId, CancellationToken cancellationToken)
    {
        try
        {
            Directory.Delete(FolderOf(jobId), recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // It never had a log, or the archive's work has just removed the last one.
        }
        return Task.CompletedTask;
    }

    public async Task DeleteAsync(string jobId, int attempt, CancellationToken cancellationToken)
    {
        foreach (var log in await ListAsync(jobId, cancellationToken))
        {
            if (log.Attempt == attempt) File.Delete(PathOf(log));
        }
        var path = FolderOf(jobId);
        try
        {
            if (!Directory.EnumerateFileSystemEntries(path).Any()) Directory.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // There was none, or a clean-up has just removed it with the job.
        }
        catch (IOException) when (Directory.Exists(path))
        {
            // A new attempt has just begun its log there.
        }
    }

    private static LogName? Parse(string jobId, string file)
    {
        var parts = file[Prefix.Length..^Suffix.Length].Split('.', 2);
        var role = parts.Length == 1 ? LogRole.Driver : parts[1];
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) && LogRole.IsWellFormed(role) ? new(jobId, attempt, role) : null;
    }

    private string PathOf(LogName name)
    {
        if (!LogRole.IsWellFormed(name.Role)) throw new ArgumentException($"'{name.Role}' is no role of a log.", nameof(name));
        return Path.Combine(FolderOf(name.JobId), name.Role == LogRole.Driver ? $"{Prefix}{name.Attempt}{Suffix}" : $"{Prefix}{name.Attempt}.{name.Role}{Suffix}");
    }

    private string FolderOf(string jobId) => JobId.IsWellFormed(jobId)
        ? Path.Combine(folder, jobId)
        : throw new ArgumentException($"'{jobId}' is no job id.", nameof(jobId));
}
