namespace Floe.JobService.Logs;

/// <summary>A log was deleted while it was read.</summary>
internal sealed class LogRemovedException(LogName name)
    : IOException($"The log of {name.Role} of job {name.JobId}, attempt {name.Attempt}, was deleted while it was read.");
