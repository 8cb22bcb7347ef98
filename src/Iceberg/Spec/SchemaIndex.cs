namespace Floe.Iceberg.Spec;

/// <summary>The fields of a schema, found in one walk.</summary>
internal sealed class SchemaIndex
{
    private SchemaIndex()
    {
    }

    public List<NestedField> Walk { get; } = [];

    public Dictionary<int, NestedField> ById { get; } = [];

    public Dictionary<int, string> Names { get; } = [];

    public Dictionary<string, NestedField> ByName { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, NestedField> ByLowerName { get; } = new(StringComparer.OrdinalIgnoreCase);

    public HashSet<int> InCollections { get; } = [];

    /// <exception cref="ArgumentException">Two fields have the same id or the same name.</exception>
    public static SchemaIndex Of(StructType root)
    {
        var index = new SchemaIndex();
        index.AddStruct(root, prefix: "", shortPrefix: "", inCollection: false);
        return index;
    }

    private void AddStruct(StructType type, string prefix, string shortPrefix, bool inCollection)
    {
        foreach (var field in type.Fields) Add(field, prefix + field.Name, shortPrefix + field.Name, inCollection);
    }

    private void Add(NestedField field, string name, string shortName, bool inCollection)
    {
        if (!ById.TryAdd(field.Id, field))
            throw new ArgumentException($"Field id {field.Id} belongs to both '{Names[field.Id]}' and '{name}'.");
        if (!ByName.TryAdd(name, field)) throw new ArgumentException($"Two fields are named '{name}'.");
        ByLowerName.TryAdd(name, field);
        if (shortName != name)
        {
            ByName.TryAdd(shortName, field);
            ByLowerName.TryAdd(shortName, field);
        }
        Names.Add(field.Id, name);
        Walk.Add(field);
        if (inCollection) InCollections.Add(field.Id);

        switch (field.Type)
        {
            case StructType inner:
                AddStruct(inner, name + ".", shortName + ".", inCollection);
                break;
            case ListType list:
                AddItem(list.ElementField, name, shortName);
                break;
            case MapType map:
                AddItem(map.KeyField, name, shortName);
                AddItem(map.ValueField, name, shortName);
                break;
        }
    }

    /// <summary>A struct inside a list or map values is also known without the step of <c>element</c> or <c>value</c>: <c>points.x</c>.</summary>
    private void AddItem(NestedField item, string name, string shortName) =>
        Add(item, $"{name}.{item.Name}", item.Type is StructType && item.Name != "key" ? shortName : $"{shortName}.{item.Name}", inCollection: true);
}
