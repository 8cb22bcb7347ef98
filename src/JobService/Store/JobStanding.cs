using Floe.JobService.Contracts;

namespace Floe.JobService.Store;

/// <summary>Where a job stands right now.</summary>
internal sealed record JobStanding(JobState State, string? Reason, int Attempt, string Owner);
