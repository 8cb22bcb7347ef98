namespace Floe.Engine.Syntax.Statements;

/// <summary><c>MERGE INTO t [AS a] USING source [AS b] ON condition WHEN ...</c></summary>
/// <param name="Source">A query that gives the source's rows.</param>
/// <param name="Clauses">In the order they are tried: for each row the first that fits counts.</param>
internal sealed record Merge(
    QualifiedName Table, string? Alias, QuerySyntax Source, string SourceAlias, QuerySyntax On, IReadOnlyList<MergeClause> Clauses) : Statement;

/// <summary><c>WHEN [NOT] MATCHED [BY ...] [AND condition] THEN ...</c></summary>
internal sealed record MergeClause(MergeMatch Match, QuerySyntax? Condition, MergeAction Action, SourcePosition Position);

internal enum MergeMatch
{
    /// <summary>A row of the target with a row of the source.</summary>
    Matched,

    /// <summary>A row of the source that no row of the target goes with.</summary>
    NotMatchedByTarget,

    /// <summary>A row of the target that no row of the source goes with.</summary>
    NotMatchedBySource,
}

internal abstract record MergeAction;

internal sealed record MergeDelete : MergeAction;

/// <param name="Assignments">Null for <c>UPDATE SET *</c>: every column from the source's column of that name.</param>
internal sealed record MergeUpdate(IReadOnlyList<Assignment>? Assignments) : MergeAction;

/// <param name="Assignments">Null for <c>INSERT *</c>.</param>
internal sealed record MergeInsert(IReadOnlyList<Assignment>? Assignments) : MergeAction;
