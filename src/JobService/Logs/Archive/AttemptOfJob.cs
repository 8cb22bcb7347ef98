namespace Floe.JobService.Logs.Archive;

/// <summary>One attempt, by the names that logs and store have for it.</summary>
internal sealed record AttemptOfJob(string JobId, long JobNumber, int Attempt);
