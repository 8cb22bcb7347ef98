namespace Floe.JobService.Logs;

/// <summary>What of a job's logs is read: those of one role, from a cursor, up to the end of an attempt (null: of the newest).</summary>
internal sealed record LogRange(string JobId, string Role, LogCursor From, int? LastAttempt);
