namespace Floe.Iceberg.Spec;

/// <summary>Changes one place of a nested schema; everything else stays as it is.</summary>
internal static class SchemaTree
{
    /// <summary>Changes the fields of one struct.</summary>
    /// <param name="ownerId">The field whose type the struct is (a list element and a map value are fields too); null for the schema itself.</param>
    public static StructType ChangeStruct(StructType root, int? ownerId, Func<IReadOnlyList<NestedField>, IReadOnlyList<NestedField>> change) =>
        ownerId is null
            ? new StructType(change(root.Fields))
            : Map(root, field => field.Id == ownerId && field.Type is StructType inner ? field with { Type = new StructType(change(inner.Fields)) } : null);

    /// <summary>Changes one field. Of list elements and map values, only type and nullability can differ.</summary>
    public static StructType ChangeField(StructType root, int id, Func<NestedField, NestedField> change) => Map(root, field => field.Id == id ? change(field) : null);

    /// <summary>The field that a field is directly inside of; null for a column of the top.</summary>
    public static NestedField? ParentOf(Schema schema, int id) => schema.AllFields.FirstOrDefault(f => Children(f.Type).Any(c => c.Id == id));

    public static IEnumerable<NestedField> Children(IcebergType type) => type switch
    {
        StructType structure => structure.Fields,
        ListType list => [list.ElementField],
        MapType map => [map.KeyField, map.ValueField],
        _ => [],
    };

    /// <param name="change">Null: look further inside.</param>
    private static StructType Map(StructType type, Func<NestedField, NestedField?> change) => new([.. type.Fields.Select(f => MapField(f, change))]);

    private static NestedField MapField(NestedField field, Func<NestedField, NestedField?> change) =>
        change(field) ?? field with { Type = MapType(field.Type, change) };

    private static IcebergType MapType(IcebergType type, Func<NestedField, NestedField?> change)
    {
        switch (type)
        {
            case StructType structure:
                return Map(structure, change);
            case ListType list:
                var element = MapField(list.ElementField, change);
                return list with { Element = element.Type, ElementRequired = element.Required };
            case MapType map:
                var (key, value) = (MapField(map.KeyField, change), MapField(map.ValueField, change));
                return map with { Key = key.Type, Value = value.Type, ValueRequired = value.Required };
            default:
                return type;
        }
    }
}
