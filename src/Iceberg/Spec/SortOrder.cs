namespace Floe.Iceberg.Spec;

public enum SortDirection
{
    Ascending,
    Descending,
}

public enum NullOrder
{
    NullsFirst,
    NullsLast,
}

public sealed record SortField(int SourceId, Transform Transform, SortDirection Direction, NullOrder NullOrder);

/// <summary>How rows are ordered inside files. Order 0 is reserved for "unsorted".</summary>
public sealed record SortOrder(int OrderId, IReadOnlyList<SortField> Fields)
{
    public static SortOrder Unsorted { get; } = new(0, []);

    public bool IsUnsorted => Fields.Count == 0;

    public bool SameFieldsAs(SortOrder other) => Fields.SequenceEqual(other.Fields);

    public bool Equals(SortOrder? other) => other is not null && OrderId == other.OrderId && SameFieldsAs(other);

    public override int GetHashCode() => HashCode.Combine(OrderId, Fields.Count);
}
