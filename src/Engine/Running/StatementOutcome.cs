namespace Floe.Engine.Running;

/// <summary>What a statement did, before it has a number and a duration.</summary>
internal sealed record StatementOutcome(string Kind, string? Target)
{
    public long? Rows { get; init; }

    public int? Files { get; init; }

    public long? SnapshotId { get; init; }

    public long RejectedRows { get; init; }

    public ResultSet? Result { get; init; }

    /// <summary>Further words for the log, for example that nothing was to do.</summary>
    public string? Note { get; init; }
}
