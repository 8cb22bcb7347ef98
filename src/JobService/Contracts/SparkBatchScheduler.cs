namespace Floe.JobService.Contracts;

/// <summary>A scheduler that admits all pods of a job together (gang scheduling).</summary>
public sealed record SparkBatchScheduler
{
    /// <summary><c>yunikorn</c>, <c>volcano</c>, or one that the operator was set up for.</summary>
    public required string Name { get; init; }

    /// <summary>The scheduler's queue, such as <c>root.spark.team-a</c>.</summary>
    public string? Queue { get; init; }

    public string? PriorityClassName { get; init; }

    /// <summary>What the gang needs in all, by resource; read by Volcano. YuniKorn's task groups are made by the operator.</summary>
    public IReadOnlyDictionary<string, string>? Resources { get; init; }
}
