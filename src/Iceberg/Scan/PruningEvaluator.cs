using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Scan;

/// <summary>Tells whether files described by ranges may hold a row that a predicate wants. "True" promises nothing, "false" is certain.</summary>
internal static class PruningEvaluator
{
    public static bool MayMatch(BoundPredicate predicate, IRangeSource ranges) => predicate switch
    {
        BoundAnd and => All(and.Operands, ranges),
        BoundOr or => Any(or.Operands, ranges),
        BoundConstant constant => constant.Value,
        BoundLeaf leaf => MayMatchLeaf(leaf, ranges),
        _ => true,
    };

    private static bool All(IReadOnlyList<BoundPredicate> operands, IRangeSource ranges)
    {
        foreach (var operand in operands)
        {
            if (!MayMatch(operand, ranges)) return false;
        }
        return true;
    }

    private static bool Any(IReadOnlyList<BoundPredicate> operands, IRangeSource ranges)
    {
        foreach (var operand in operands)
        {
            if (MayMatch(operand, ranges)) return true;
        }
        return false;
    }

    /// <summary>Every piece of evidence must allow the leaf: the column's own bounds, and each partition field made from it.</summary>
    private static bool MayMatchLeaf(BoundLeaf leaf, IRangeSource ranges)
    {
        if (ranges.ColumnRange(leaf.Field) is { } own && !Test(leaf, own)) return false;
        foreach (var (transform, range) in ranges.PartitionRanges(leaf.Field))
        {
            if (!(transform is IdentityTransform ? Test(leaf, range) : PartitionTest.MayMatch(leaf, transform, range))) return false;
        }
        return true;
    }

    private static bool Test(BoundLeaf leaf, ValueRange range) => leaf switch
    {
        BoundComparison c => c.Operator switch
        {
            ComparisonOperator.Equal => range.MayBe(c.Value),
            ComparisonOperator.NotEqual => range.MayDiffer(c.Value),
            ComparisonOperator.Less => range.MayBeBelow(c.Value, orEqual: false),
            ComparisonOperator.LessOrEqual => range.MayBeBelow(c.Value, orEqual: true),
            ComparisonOperator.Greater => range.MayBeAbove(c.Value, orEqual: false),
            _ => range.MayBeAbove(c.Value, orEqual: true),
        },
        BoundIn i => i.Values.Any(range.MayBe),
        BoundNotIn n => range.MayHaveNan || n.Values.All(range.MayDiffer),
        BoundIsNull { Null: true } => range.MayHaveNull,
        BoundIsNull => range.MayHaveValue || range.MayHaveNan,
        BoundStartsWith { Negated: false } s => range.MayStartWith(s.Prefix),
        _ => range.MayHaveValue,
    };
}
