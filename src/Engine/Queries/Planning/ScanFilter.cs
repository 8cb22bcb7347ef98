using Floe.Iceberg.Scan;

namespace Floe.Engine.Queries.Planning;

/// <summary>What a planned query wants of a table.</summary>
/// <param name="Predicate">True for every row that the query can use; null where every row may be.</param>
/// <param name="Columns">The columns it reads.</param>
internal sealed record ScanFilter(Predicate? Predicate, IReadOnlyList<string> Columns)
{
    /// <summary>For a table that is read twice: what one of the two reads wants is wanted.</summary>
    public ScanFilter Or(ScanFilter other) => new(
        Predicate is null || other.Predicate is null ? null : Predicate == other.Predicate ? Predicate : Iceberg.Scan.Predicate.Or(Predicate, other.Predicate),
        [.. Columns.Union(other.Columns)]);
}
