namespace Floe.Iceberg.Spec;

/// <summary>A version of a table's partitioning.</summary>
public sealed record PartitionSpec(int SpecId, IReadOnlyList<PartitionField> Fields)
{
    /// <summary>Partition field ids start after this, so that they never meet column ids in old manifests.</summary>
    public const int LastIdOfNoField = 999;

    public static PartitionSpec Unpartitioned { get; } = new(0, []);

    /// <summary>True also for a spec of void fields only: all data is in one partition.</summary>
    public bool IsUnpartitioned => Fields.All(f => f.Transform is VoidTransform);

    /// <summary><see cref="LastIdOfNoField"/> without fields.</summary>
    public int LastFieldId => Fields.Select(f => f.FieldId ?? LastIdOfNoField).DefaultIfEmpty(LastIdOfNoField).Max();

    /// <summary>The type of partition tuples. A column that <paramref name="findField"/> does not know counts as <c>unknown</c> and reads as the file says.</summary>
    public StructType PartitionType(Func<int, NestedField?> findField) => new([.. Fields.Select((field, i) => NestedField.Optional(
        field.FieldId ?? LastIdOfNoField + 1 + i, field.Name, findField(field.SourceId) is { } source ? field.Transform.ResultType(source.Type) : PrimitiveType.Unknown))]);

    public bool SameFieldsAs(PartitionSpec other) =>
        Fields.Count == other.Fields.Count && Fields.Zip(other.Fields).All(p => p.First.SameValueAs(p.Second) && p.First.Name == p.Second.Name);

    public bool Equals(PartitionSpec? other) => other is not null && SpecId == other.SpecId && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => HashCode.Combine(SpecId, Fields.Count);
}
