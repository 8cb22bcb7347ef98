using Floe.JobService.Engines;
using Floe.JobService.Jobs;

namespace Floe.JobService.Logs.Archive;

/// <summary>Where in the archive a log is: <c>job/attempt-1/driver.log</c>, for people who look with other tools.</summary>
internal static class ArchiveNames
{
    public static ArchiveFolder OfJob(ArchiveFolder archive, string jobId) =>
        JobId.IsWellFormed(jobId) ? archive.Sub(jobId) : throw new ArgumentException($"'{jobId}' is no job id.", nameof(jobId));

    public static ArchiveFolder OfAttempt(ArchiveFolder archive, string jobId, int attempt) => OfJob(archive, jobId).Sub($"attempt-{attempt}");

    public static string KeyOf(ArchiveFolder attempt, string role) =>
        LogRole.IsWellFormed(role) ? $"{attempt.Prefix}{role}.log" : throw new ArgumentException($"'{role}' is no role of a log.", nameof(role));
}
