using Floe.JobService.Contracts.SparkApplications;

namespace Floe.JobService.Engines;

/// <summary>What an engine would run for a job, to be shown: a SparkApplication, or a command with its settings. Secrets are placeholders.</summary>
public sealed record RunPlan
{
    public SparkApplication? Application { get; init; }

    public string? Command { get; init; }

    public IReadOnlyDictionary<string, string>? Properties { get; init; }

    public IReadOnlyDictionary<string, string>? Environment { get; init; }
}
