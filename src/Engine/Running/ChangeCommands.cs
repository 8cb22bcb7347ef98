using Floe.Engine.Changes;
using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Running;

/// <summary>DELETE, UPDATE, MERGE and TRUNCATE, as what they are of one row change.</summary>
internal static class ChangeCommands
{
    public static async Task<StatementOutcome> DeleteAsync(ScriptContext context, Delete statement, CancellationToken cancellationToken)
    {
        await using var inputs = context.NewInputs();
        await using var target = await ChangeTarget.OpenAsync(context, inputs, statement.Table, statement.Alias, cancellationToken);
        var change = new RowChange(context, inputs, ChangeKind.Delete, target);
        if (statement.Condition is not { } condition)
        {
            await target.PlanAsync(null, cancellationToken);
            return await change.RemoveAllAsync(cancellationToken);
        }
        var clause = new MergeClause(MergeMatch.Matched, condition, new MergeDelete(), condition.Position);
        return await change.RunAsync(new ChangeRules(null, null, [clause], statement.Table.Position), cancellationToken);
    }

    public static async Task<StatementOutcome> UpdateAsync(ScriptContext context, Update statement, CancellationToken cancellationToken)
    {
        await using var inputs = context.NewInputs();
        await using var target = await ChangeTarget.OpenAsync(context, inputs, statement.Table, statement.Alias, cancellationToken);
        Assignments.Check(statement.Assignments, target.Schema);
        var clause = new MergeClause(MergeMatch.Matched, statement.Condition, new MergeUpdate(statement.Assignments), statement.Table.Position);
        return await new RowChange(context, inputs, ChangeKind.Update, target).RunAsync(new ChangeRules(null, null, [clause], statement.Table.Position), cancellationToken);
    }

    public static async Task<StatementOutcome> MergeAsync(ScriptContext context, Merge statement, CancellationToken cancellationToken)
    {
        await using var inputs = context.NewInputs();
        await using var target = await ChangeTarget.OpenAsync(context, inputs, statement.Table, statement.Alias, cancellationToken);
        var source = await ChangeSource.ReadAsync(target, statement, cancellationToken);
        return await new RowChange(context, inputs, ChangeKind.Merge, target).RunAsync(new ChangeRules(source, statement.On, statement.Clauses, statement.Table.Position), cancellationToken);
    }

    public static async Task<StatementOutcome> TruncateAsync(ScriptContext context, Truncate statement, CancellationToken cancellationToken)
    {
        await using var inputs = context.NewInputs();
        await using var target = await ChangeTarget.OpenAsync(context, inputs, statement.Table, alias: null, cancellationToken);
        await target.PlanAsync(null, cancellationToken);
        var outcome = await new RowChange(context, inputs, ChangeKind.Delete, target).RemoveAllAsync(cancellationToken);
        return outcome with { Kind = "TRUNCATE TABLE" };
    }
}
