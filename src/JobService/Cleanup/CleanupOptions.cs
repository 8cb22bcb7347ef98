namespace Floe.JobService.Cleanup;

/// <summary>How long what is over is kept. Null: for ever.</summary>
public sealed record CleanupOptions
{
    /// <summary>Jobs with everything of theirs, from their end on.</summary>
    public TimeSpan? JobsAfter { get; init; }

    public TimeSpan? LogsAfter { get; init; }

    public TimeSpan? ResultsAfter { get; init; }

    /// <summary>Messages to webhooks that were delivered or given up.</summary>
    public TimeSpan? DeliveriesAfter { get; init; } = TimeSpan.FromDays(7);
}
