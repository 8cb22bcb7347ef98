namespace Floe.Iceberg.Spec;

/// <summary>A version of a table's columns. Fields are found by id and by dotted name (<c>address.city</c>, <c>tags.element</c>, <c>props.value</c>).</summary>
public sealed class Schema
{
    private readonly Lazy<SchemaIndex> _index;

    public Schema(int schemaId, IReadOnlyList<NestedField> fields, IReadOnlyList<int>? identifierFieldIds = null)
    {
        SchemaId = schemaId;
        Struct = new StructType(fields);
        IdentifierFieldIds = identifierFieldIds ?? [];
        _index = new Lazy<SchemaIndex>(() => SchemaIndex.Of(Struct));
    }

    public static Schema Empty { get; } = new(0, []);

    public int SchemaId { get; }

    public StructType Struct { get; }

    public IReadOnlyList<NestedField> Fields => Struct.Fields;

    public IReadOnlyList<int> IdentifierFieldIds { get; }

    /// <summary>Every field, nested ones included, in the order of a walk from the top.</summary>
    public IReadOnlyCollection<NestedField> AllFields => _index.Value.Walk;

    /// <summary>0 for a schema without fields.</summary>
    public int HighestFieldId => AllFields.Count == 0 ? 0 : AllFields.Max(f => f.Id);

    public NestedField? FindField(int id) => _index.Value.ById.GetValueOrDefault(id);

    /// <summary>By dotted name. Without case, the first of several fields wins.</summary>
    public NestedField? FindField(string name, bool caseSensitive = true) =>
        (caseSensitive ? _index.Value.ByName : _index.Value.ByLowerName).GetValueOrDefault(name);

    /// <summary>Dotted name of a field, or null if there is none of this id.</summary>
    public string? FullName(int id) => _index.Value.Names.GetValueOrDefault(id);

    /// <summary>Whether the field is inside a list or a map, where a table cannot be partitioned, sorted or identified.</summary>
    public bool IsInsideCollection(int id) => _index.Value.InCollections.Contains(id);

    public Schema WithId(int schemaId) => new(schemaId, Fields, IdentifierFieldIds);

    /// <summary>Same columns and identifiers, whatever the schema id.</summary>
    public bool SameAs(Schema other) => Struct.Equals(other.Struct) && IdentifierFieldIds.ToHashSet().SetEquals(other.IdentifierFieldIds);

    public override string ToString() => $"schema {SchemaId}: {Struct}";
}
