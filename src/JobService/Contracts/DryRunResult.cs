using Floe.JobService.Contracts.SparkApplications;

namespace Floe.JobService.Contracts;

/// <summary>What a submit with <c>dryRun=true</c> would run, and what is wrong with it. Nothing was stored.</summary>
public sealed record DryRunResult
{
    /// <summary>The engine that would get the job; null where none runs it.</summary>
    public string? Engine { get; init; }

    /// <summary>Whether the job would be accepted.</summary>
    public required bool Valid { get; init; }

    public required IReadOnlyList<FieldError> Errors { get; init; }

    /// <summary>What would run, on the Spark Operator. The id of a real job stands where <c>00000000000000000000</c> does.</summary>
    public SparkApplication? Application { get; init; }

    /// <summary>What would run, on spark-submit. Credentials are never in it.</summary>
    public string? Command { get; init; }

    /// <summary>The file that the command's <c>--properties-file</c> names; secrets are shown as <c>***</c>.</summary>
    public IReadOnlyDictionary<string, string>? Properties { get; init; }

    /// <summary>What the command gets beside the service's own environment; secrets are shown as <c>***</c>.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    public const string NoJob = "00000000000000000000";

    public const string Hidden = "***";
}
