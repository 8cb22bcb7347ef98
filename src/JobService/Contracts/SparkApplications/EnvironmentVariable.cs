namespace Floe.JobService.Contracts.SparkApplications;

/// <summary>A Kubernetes <c>EnvVar</c>: a value, or where it comes from.</summary>
public sealed record EnvironmentVariable : OpenObject
{
    public required string Name { get; init; }

    public string? Value { get; init; }

    public EnvironmentSource? ValueFrom { get; init; }
}

public sealed record EnvironmentSource : OpenObject
{
    public SecretKeySelector? SecretKeyRef { get; init; }
}

public sealed record SecretKeySelector : OpenObject
{
    public string? Name { get; init; }

    public required string Key { get; init; }

    /// <summary>True: the pod starts without it.</summary>
    public bool? Optional { get; init; }
}
