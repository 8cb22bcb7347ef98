using Floe.JobService.Contracts;

namespace Floe.JobService.Engines;

/// <summary>One attempt (from 1) at a job, as an engine sees it. The handle is what the engine kept to find the run again; null at its first start.</summary>
public sealed record JobRun(string JobId, int Attempt, string? Handle, JobDefinition Definition, IRunReporter Reporter);
