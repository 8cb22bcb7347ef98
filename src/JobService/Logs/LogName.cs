namespace Floe.JobService.Logs;

/// <summary>One log: of an attempt (from 1) at a job, by the role of who writes it.</summary>
internal readonly record struct LogName(string JobId, int Attempt, string Role);
