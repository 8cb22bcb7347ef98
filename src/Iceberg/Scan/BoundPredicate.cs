using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Scan;

/// <summary>A predicate on field ids, without NOT: negation is pushed down to the leaves, where null stays "not true" on both sides.</summary>
internal abstract record BoundPredicate;

internal sealed record BoundAnd(IReadOnlyList<BoundPredicate> Operands) : BoundPredicate;

internal sealed record BoundOr(IReadOnlyList<BoundPredicate> Operands) : BoundPredicate;

internal sealed record BoundConstant(bool Value) : BoundPredicate;

/// <summary>A test of one column.</summary>
internal abstract record BoundLeaf(NestedField Field) : BoundPredicate;

internal sealed record BoundComparison(NestedField Field, ComparisonOperator Operator, object Value) : BoundLeaf(Field);

internal sealed record BoundIn(NestedField Field, IReadOnlyList<object> Values) : BoundLeaf(Field);

internal sealed record BoundNotIn(NestedField Field, IReadOnlyList<object> Values) : BoundLeaf(Field);

internal sealed record BoundIsNull(NestedField Field, bool Null) : BoundLeaf(Field);

internal sealed record BoundStartsWith(NestedField Field, string Prefix, bool Negated) : BoundLeaf(Field);
