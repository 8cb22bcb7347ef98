using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Scan;

/// <summary>Projects a test of a column through a partition transform ("inclusive projection"): the value is transformed and compared with the partition's range.</summary>
internal static class PartitionTest
{
    public static bool MayMatch(BoundLeaf leaf, Transform transform, ValueRange range)
    {
        if (transform is VoidTransform or UnknownTransform) return true;
        return leaf switch
        {
            BoundIsNull { Null: true } => range.MayHaveNull,
            BoundIsNull => range.MayHaveValue || range.MayHaveNan,
            BoundIn i => i.Values.Any(v => MayBe(leaf.Field, transform, range, v)),
            BoundComparison { Operator: ComparisonOperator.Equal } c => MayBe(leaf.Field, transform, range, c.Value),
            BoundComparison c when transform.PreservesOrder => Compare(c, transform, range),
            BoundStartsWith { Negated: false } s when transform is TruncateTransform t => range.MayStartWith(CodePoints.Prefix(s.Prefix, t.Width)),
            // Different columns may share a bucket, a day or a prefix: nothing is known but that null is no match.
            _ => range.MayHaveValue || range.MayHaveNan,
        };
    }

    private static bool MayBe(NestedField field, Transform transform, ValueRange range, object value) =>
        !IcebergValue.Fits(field.Type, value) || range.MayBe(transform.Apply(field.Type, value)!);

    private static bool Compare(BoundComparison comparison, Transform transform, ValueRange range)
    {
        var (field, value) = (comparison.Field, comparison.Value);
        if (comparison.Operator == ComparisonOperator.NotEqual || !IcebergValue.Fits(field.Type, value)) return range.MayHaveValue || range.MayHaveNan;
        var transformed = transform.Apply(field.Type, value)!;
        // A smaller column value may be in the same partition, so the comparison with the partition value includes equality.
        return comparison.Operator is ComparisonOperator.Less or ComparisonOperator.LessOrEqual
            ? range.MayBeBelow(transformed, orEqual: true)
            : range.MayBeAbove(transformed, orEqual: true);
    }
}
