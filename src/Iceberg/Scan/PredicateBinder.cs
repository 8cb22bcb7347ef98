using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Scan;

/// <summary>Finds the columns of a predicate in a schema and brings its values to their types.</summary>
internal sealed class PredicateBinder(Schema schema)
{
    /// <exception cref="ArgumentException">A column does not exist, or a value is not of its type.</exception>
    public BoundPredicate Bind(Predicate predicate, bool negated = false) => predicate switch
    {
        AndPredicate p when !negated => new BoundAnd(BindAll(p.Operands, negated)),
        AndPredicate p => new BoundOr(BindAll(p.Operands, negated)),
        OrPredicate p when !negated => new BoundOr(BindAll(p.Operands, negated)),
        OrPredicate p => new BoundAnd(BindAll(p.Operands, negated)),
        NotPredicate p => Bind(p.Operand, !negated),
        ComparisonPredicate p => Comparison(p, negated),
        InPredicate p when negated => Find(p.Column) is var field ? new BoundNotIn(field, Values(field, p.Values)) : null!,
        InPredicate p => Find(p.Column) is var field ? new BoundIn(field, Values(field, p.Values)) : null!,
        IsNullPredicate p => new BoundIsNull(Find(p.Column), !negated),
        StartsWithPredicate p => new BoundStartsWith(Find(p.Column), p.Prefix, negated),
        _ => throw new ArgumentException($"{predicate.GetType().Name} is not known.", nameof(predicate)),
    };

    private List<BoundPredicate> BindAll(IReadOnlyList<Predicate> operands, bool negated) => [.. operands.Select(o => Bind(o, negated))];

    private BoundComparison Comparison(ComparisonPredicate predicate, bool negated)
    {
        var field = Find(predicate.Column);
        return new BoundComparison(field, negated ? Negate(predicate.Operator) : predicate.Operator, Value(field, predicate.Value));
    }

    private NestedField Find(string column)
    {
        var field = schema.FindField(column) ?? schema.FindField(column, caseSensitive: false);
        return field ?? throw new ArgumentException($"Column '{column}' does not exist; the table has {string.Join(", ", schema.Fields.Select(f => f.Name))}.");
    }

    private static List<object> Values(NestedField field, IReadOnlyList<object> values) => [.. values.Select(v => Value(field, v))];

    private static object Value(NestedField field, object value)
    {
        object? converted = (field.Type.Kind, value) switch
        {
            (TypeKind.Long, int i) => (long)i,
            // A number outside the column's range still compares rightly as a long.
            (TypeKind.Int, long l) => l is >= int.MinValue and <= int.MaxValue ? (int)l : l,
            (TypeKind.Float or TypeKind.Double, int i) => (double)i,
            (TypeKind.Float or TypeKind.Double, long l) => (double)l,
            (TypeKind.Float or TypeKind.Double, float or double) => value,
            (TypeKind.Decimal, IcebergDecimal) => value,
            (TypeKind.Decimal, int i) => new IcebergDecimal(i, 0),
            (TypeKind.Decimal, long l) => new IcebergDecimal(l, 0),
            _ when IcebergValue.Fits(field.Type, value) => value,
            _ => null,
        };
        return converted ?? throw new ArgumentException($"Column '{field.Name}' is {field.Type} and cannot be compared with {value} ({value.GetType().Name}).");
    }

    private static ComparisonOperator Negate(ComparisonOperator @operator) => @operator switch
    {
        ComparisonOperator.Equal => ComparisonOperator.NotEqual,
        ComparisonOperator.NotEqual => ComparisonOperator.Equal,
        ComparisonOperator.Less => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.LessOrEqual => ComparisonOperator.Greater,
        ComparisonOperator.Greater => ComparisonOperator.LessOrEqual,
        _ => ComparisonOperator.Less,
    };
}
