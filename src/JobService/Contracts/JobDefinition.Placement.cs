namespace Floe.JobService.Contracts;

/// <summary>Where and when a job runs, apart from what it does.</summary>
public sealed partial record JobDefinition
{
    /// <summary>The engine to run on, by name; null: the first one that runs the kind.</summary>
    public string? Engine { get; init; }
}
