namespace Floe.JobService.Contracts.SparkApplications;

public sealed record BatchSchedulerConfiguration : OpenObject
{
    public string? Queue { get; init; }

    public string? PriorityClassName { get; init; }

    public IReadOnlyDictionary<string, string>? Resources { get; init; }
}
