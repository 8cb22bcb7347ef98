namespace Floe.JobService.Contracts.SparkApplications;

public sealed record PodPort : OpenObject
{
    public required string Name { get; init; }

    public string? Protocol { get; init; }

    public required int ContainerPort { get; init; }
}
