using Floe.JobService.Contracts;

namespace Floe.JobService.Engines.SparkOperator.Executions;

/// <summary>Where an execution stands; with <paramref name="IsOver"/>, how it ended.</summary>
internal readonly record struct ExecutionStanding(JobState State, string? Reason = null, bool IsOver = false);
