namespace Floe.JobService.Contracts.SparkApplications;

public sealed record VolumeMount : OpenObject
{
    public required string Name { get; init; }

    public required string MountPath { get; init; }

    public bool? ReadOnly { get; init; }
}
