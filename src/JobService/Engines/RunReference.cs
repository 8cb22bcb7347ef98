using Floe.JobService.Contracts;

namespace Floe.JobService.Engines;

/// <summary>Names a run that an engine has, by what it kept to find it.</summary>
public sealed record RunReference(string JobId, int Attempt, string? Handle, JobDefinition Definition);
