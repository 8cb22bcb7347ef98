namespace Floe.Iceberg.Spec;

public sealed record StructType(IReadOnlyList<NestedField> Fields) : IcebergType(TypeKind.Struct)
{
    public bool Equals(StructType? other) => other is not null && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => Fields.Aggregate(17, HashCode.Combine);

    public override string ToString() => $"struct<{string.Join(", ", Fields)}>";
}

public sealed record ListType(int ElementId, IcebergType Element, bool ElementRequired) : IcebergType(TypeKind.List)
{
    /// <summary>The element as a field, named as in the Parquet mapping.</summary>
    public NestedField ElementField => new(ElementId, "element", ElementRequired, Element);

    public override string ToString() => $"list<{Element}>";
}

public sealed record MapType(int KeyId, IcebergType Key, int ValueId, IcebergType Value, bool ValueRequired) : IcebergType(TypeKind.Map)
{
    public NestedField KeyField => new(KeyId, "key", Required: true, Key);

    public NestedField ValueField => new(ValueId, "value", ValueRequired, Value);

    public override string ToString() => $"map<{Key}, {Value}>";
}
