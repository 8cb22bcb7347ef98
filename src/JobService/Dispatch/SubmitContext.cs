namespace Floe.JobService.Dispatch;

/// <summary>Who submits, and under which name they know the job.</summary>
internal sealed record SubmitContext(string Owner, string? IdempotencyKey = null, string? Schedule = null);
