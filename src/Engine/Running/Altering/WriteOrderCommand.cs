using Floe.Engine.Syntax.Statements;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running.Altering;

/// <summary>The order is part of the table; how Spark spreads rows over its writers is a property, which the embedded engine has no use for.</summary>
internal static class WriteOrderCommand
{
    private const string DistributionMode = "write.distribution-mode";

    public static async Task<StatementOutcome> RunAsync(Table table, SetWriteOrder statement, StatementOutcome outcome, CancellationToken cancellationToken)
    {
        var order = table.NewReplaceSortOrder();
        foreach (var (term, direction, nulls) in statement.Order)
            _ = direction == SortDirection.Ascending
                ? order.Ascending(term.Column, Transforms.Of(term), nulls)
                : order.Descending(term.Column, Transforms.Of(term), nulls);
        await order.CommitAsync(cancellationToken);
        await table.NewUpdateProperties().Set(DistributionMode, statement.Distribution).CommitAsync(cancellationToken);
        return outcome;
    }
}
