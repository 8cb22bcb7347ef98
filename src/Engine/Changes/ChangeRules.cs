using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Changes;

/// <summary>What a statement says is to happen to which rows.</summary>
/// <param name="Source">Null for DELETE and UPDATE, for which every row of the target counts as matched.</param>
/// <param name="On">What rows of target and source must fulfil to go together; null without a source.</param>
/// <param name="Clauses">In the order they are tried.</param>
/// <param name="Start">Where the statement names the target.</param>
internal sealed record ChangeRules(ChangeSource? Source, QuerySyntax? On, IReadOnlyList<MergeClause> Clauses, SourcePosition Start)
{
    /// <summary>
    /// Whether a row of the target may go with one row of the source at most. As in Spark every pair counts, also one that no clause is for, unless all
    /// that can happen is that the row goes.
    /// </summary>
    public bool AllowsOneMatchOnly =>
        Source is not null && Clauses.Where(clause => clause.Match == MergeMatch.Matched).ToList() is not ([] or [{ Condition: null, Action: MergeDelete }]);

    public bool Has(MergeMatch match) => Clauses.Any(clause => clause.Match == match);
}
