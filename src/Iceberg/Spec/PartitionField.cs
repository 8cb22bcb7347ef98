namespace Floe.Iceberg.Spec;

/// <param name="SourceIds">Columns that the transform reads: one, but for multi-argument transforms of v3.</param>
/// <param name="FieldId">From 1000, unique over all specs of the table. Null in a request for a new spec: the table gives it one.</param>
public sealed record PartitionField(IReadOnlyList<int> SourceIds, int? FieldId, string Name, Transform Transform)
{
    public PartitionField(int sourceId, int? fieldId, string name, Transform transform)
        : this([sourceId], fieldId, name, transform)
    {
    }

    public int SourceId => SourceIds[0];

    /// <summary>Whether both make the same value, whatever they are called.</summary>
    public bool SameValueAs(PartitionField other) => SourceIds.SequenceEqual(other.SourceIds) && Transform == other.Transform;

    public bool Equals(PartitionField? other) => other is not null && SameValueAs(other) && FieldId == other.FieldId && Name == other.Name;

    public override int GetHashCode() => HashCode.Combine(SourceId, FieldId, Name, Transform);
}
