namespace Floe.JobService.Contracts.SparkApplications;

public sealed record Dependencies : OpenObject
{
    public IReadOnlyList<string>? Jars { get; init; }

    public IReadOnlyList<string>? Files { get; init; }

    public IReadOnlyList<string>? PyFiles { get; init; }

    public IReadOnlyList<string>? Packages { get; init; }

    public IReadOnlyList<string>? ExcludePackages { get; init; }

    public IReadOnlyList<string>? Repositories { get; init; }

    public IReadOnlyList<string>? Archives { get; init; }
}
