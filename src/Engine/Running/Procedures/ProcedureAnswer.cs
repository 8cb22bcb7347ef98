namespace Floe.Engine.Running.Procedures;

/// <summary>What a procedure did.</summary>
internal sealed record ProcedureAnswer(ResultSet Result)
{
    /// <summary>The snapshot it made.</summary>
    public long? SnapshotId { get; init; }

    /// <summary>Further words for the log.</summary>
    public string? Note { get; init; }
}
