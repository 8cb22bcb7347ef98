namespace Floe.Engine;

/// <param name="Statements">One for each statement, in order.</param>
/// <param name="Result">The rows of the last statement that gives rows; null if none does.</param>
/// <param name="RejectedRows">Rows of input files left out, over all statements.</param>
public sealed record SqlScriptResult(IReadOnlyList<StatementResult> Statements, ResultSet? Result, long RejectedRows);

/// <summary>What one statement did.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Line">Where it begins in the script, counted from 1.</param>
/// <param name="Kind">Its first words: <c>INSERT INTO</c>, <c>SELECT</c>...</param>
/// <param name="Target">The table, namespace or view it is about, if any.</param>
/// <param name="Duration">From its start to its end, commit included.</param>
public sealed record StatementResult(int Number, int Line, string Kind, string? Target, TimeSpan Duration)
{
    /// <summary>Rows written, removed or read, by the kind of statement; null where rows are not what it is about.</summary>
    public long? Rows { get; init; }

    /// <summary>Data files written.</summary>
    public int? Files { get; init; }

    /// <summary>The snapshot it made.</summary>
    public long? SnapshotId { get; init; }

    /// <summary>Rows of input files left out.</summary>
    public long RejectedRows { get; init; }
}
