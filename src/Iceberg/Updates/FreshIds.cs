using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Updates;

/// <summary>Numbers fields from 1, or after the last id of a table: all fields of a level first, then what is nested in each.</summary>
internal sealed class FreshIds(int last = 0)
{
    private readonly Dictionary<int, int> _newIds = [];
    private int _last = last;

    /// <summary>The last id that was given.</summary>
    public int Last => _last;

    /// <summary>The new id of a field; an id that the schema does not have stays (it belongs to a void partition field).</summary>
    public int NewId(int oldId) => _newIds.GetValueOrDefault(oldId, oldId);

    public StructType Assign(StructType type)
    {
        var ids = type.Fields.Select(f => Next(f.Id)).ToList();
        return new StructType([.. type.Fields.Select((f, i) => f with { Id = ids[i], Type = AssignType(f.Type) })]);
    }

    public IcebergType AssignType(IcebergType type)
    {
        switch (type)
        {
            case StructType structure:
                return Assign(structure);
            case ListType list:
                return list with { ElementId = Next(list.ElementId), Element = AssignType(list.Element) };
            case MapType map:
                var (keyId, valueId) = (Next(map.KeyId), Next(map.ValueId));
                return map with { KeyId = keyId, ValueId = valueId, Key = AssignType(map.Key), Value = AssignType(map.Value) };
            default:
                return type;
        }
    }

    public int Next(int oldId) => _newIds[oldId] = ++_last;
}
