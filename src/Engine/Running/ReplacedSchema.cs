using Floe.Iceberg.Spec;

namespace Floe.Engine.Running;

/// <summary>
/// Field ids for the columns of a table that is replaced: a column that the table has under the same name and type keeps its id, any other gets one that
/// was never used, so that files of the table's history keep their meaning.
/// </summary>
internal sealed class ReplacedSchema(TableMetadata current)
{
    private int _last = current.LastColumnId;

    public Schema Assign(Schema schema) => new(0, Assign(schema.Fields, ""));

    private List<NestedField> Assign(IReadOnlyList<NestedField> fields, string prefix)
    {
        var ids = fields.Select(field => Id(prefix + field.Name, field.Type)).ToList();
        return [.. fields.Select((field, i) => field with { Id = ids[i], Type = Assign(field.Type, prefix + field.Name) })];
    }

    private IcebergType Assign(IcebergType type, string path)
    {
        switch (type)
        {
            case StructType structure:
                return new StructType(Assign(structure.Fields, path + "."));
            case ListType list:
                var element = Id(path + ".element", list.Element);
                return list with { ElementId = element, Element = Assign(list.Element, path + ".element") };
            case MapType map:
                var (key, value) = (Id(path + ".key", map.Key), Id(path + ".value", map.Value));
                return map with { KeyId = key, Key = Assign(map.Key, path + ".key"), ValueId = value, Value = Assign(map.Value, path + ".value") };
            default:
                return type;
        }
    }

    private int Id(string path, IcebergType type) => current.CurrentSchema.FindField(path) is { } known && (type.IsPrimitive ? known.Type == type : known.Type.Kind == type.Kind)
        ? known.Id
        : ++_last;
}
