namespace Floe.JobService.Contracts;

/// <summary>What one statement of a script did. Number and line count from 1; the kind is its first words, such as <c>INSERT INTO</c>.</summary>
public sealed record StatementSummary(int Number, int Line, string Kind, string? Target, double Seconds)
{
    /// <summary>Rows written, removed or read, by the kind of statement; null where rows are not what it is about.</summary>
    public long? Rows { get; init; }

    /// <summary>Data files written.</summary>
    public int? Files { get; init; }

    /// <summary>The snapshot it made, as text: snapshot ids have more digits than a JSON number keeps in JavaScript.</summary>
    public string? SnapshotId { get; init; }

    /// <summary>Rows of input files left out.</summary>
    public long RejectedRows { get; init; }
}
