using Floe.JobService.Contracts;

namespace Floe.JobService.Engines;

/// <summary>One attempt at a job, as an engine sees it.</summary>
/// <param name="Attempt">From 1.</param>
/// <param name="Handle">What the engine kept to find the run again; null at its first start.</param>
public sealed record JobRun(string JobId, int Attempt, string? Handle, JobDefinition Definition, IRunReporter Reporter);
