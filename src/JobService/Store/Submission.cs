using Floe.JobService.Contracts;

namespace Floe.JobService.Store;

/// <summary>A job to be accepted.</summary>
/// <param name="IdempotencyKey">What the caller, or the schedule, names it by; null: nothing.</param>
internal sealed record Submission(JobDefinition Definition, string Engine, string Owner, string? IdempotencyKey = null, string? Schedule = null);
