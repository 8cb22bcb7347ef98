using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Scan;

/// <summary>Tells files apart by a filter: those with no matching row, those with nothing but matching rows, and those in between.</summary>
internal sealed class StrictFilter(TableMetadata table, Predicate filter)
{
    private readonly ScanPruning _matching = new(table, new PredicateBinder(table.CurrentSchema).Bind(filter));
    private readonly ScanPruning _failing = new(table, new PredicateBinder(table.CurrentSchema).Bind(Failing(filter, negated: false)));

    public bool MayMatch(ManifestFile manifest) => _matching.Keeps(manifest);

    public bool MayMatch(DataFile file) => _matching.Keeps(file);

    public bool MayFail(DataFile file) => _failing.Keeps(file);

    /// <summary>What is true of exactly the rows that the filter does not take: those it is false for, and those it is null for.</summary>
    private static Predicate Failing(Predicate predicate, bool negated) => predicate switch
    {
        NotPredicate p => Failing(p.Operand, !negated),
        AndPredicate p => Combine(p.Operands, any: !negated, negated),
        OrPredicate p => Combine(p.Operands, any: negated, negated),
        IsNullPredicate => negated ? predicate : Predicate.Not(predicate),
        _ => Predicate.Or(negated ? predicate : Predicate.Not(predicate), Predicate.IsNull(Column(predicate))),
    };

    private static Predicate Combine(IReadOnlyList<Predicate> operands, bool any, bool negated)
    {
        List<Predicate> failing = [.. operands.Select(o => Failing(o, negated))];
        return any ? Predicate.Or(failing) : Predicate.And(failing);
    }

    private static string Column(Predicate predicate) => predicate switch
    {
        ComparisonPredicate p => p.Column,
        InPredicate p => p.Column,
        StartsWithPredicate p => p.Column,
        _ => throw new ArgumentException($"{predicate.GetType().Name} is not known.", nameof(predicate)),
    };
}
