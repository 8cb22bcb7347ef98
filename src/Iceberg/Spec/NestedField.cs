namespace Floe.Iceberg.Spec;

/// <param name="Id">Unique in the table, for ever.</param>
/// <param name="InitialDefault">What rows written before the field existed hold (v3), as a value of <see cref="IcebergValue"/>.</param>
/// <param name="WriteDefault">What a writer stores that does not give the field (v3).</param>
public sealed record NestedField(
    int Id, string Name, bool Required, IcebergType Type, string? Doc = null, object? InitialDefault = null, object? WriteDefault = null)
{
    public static NestedField Optional(int id, string name, IcebergType type) => new(id, name, Required: false, type);

    public bool Equals(NestedField? other) =>
        other is not null && Id == other.Id && Name == other.Name && Required == other.Required && Doc == other.Doc && Type == other.Type
        && IcebergValue.AreEqual(InitialDefault, other.InitialDefault) && IcebergValue.AreEqual(WriteDefault, other.WriteDefault);

    public override int GetHashCode() => HashCode.Combine(Id, Name, Required, Type);

    public override string ToString() => $"{Id}: {Name}: {(Required ? "required" : "optional")} {Type}";
}
