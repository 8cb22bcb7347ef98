using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Engine.Types;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>SQL that makes columns of the table's schema from a file's own columns, by field id at every level.</summary>
internal sealed class PhysicalProjection
{
    private int _variables;

    public string Column(NestedField field, PhysicalColumn file) => $"{Value(field, file, "")} AS {Quote.Name(field.Name)}";

    private string Value(NestedField field, PhysicalColumn parent, string prefix)
    {
        var type = IcebergTypes.ToDuckDb(field.Type);
        if (parent.Find(field.Id) is not { } column)
            return field.InitialDefault is { } value ? $"CAST({Quote.Text(ValueText.ForCast(field.Type, value))} AS {type})" : $"CAST(NULL AS {type})";
        return $"CAST({Nested(field.Type, column, prefix + Quote.Name(column.Name))} AS {type})";
    }

    private string Nested(IcebergType type, PhysicalColumn column, string source)
    {
        switch (type)
        {
            case StructType structure:
                var fields = structure.Fields.Select(field => $"{Quote.Name(field.Name)} := {Value(field, column, source + ".")}");
                return $"CASE WHEN {source} IS NOT NULL THEN struct_pack({string.Join(", ", fields)}) END";
            case ListType list when Repeated(column) is { Children: [var element] }:
                var item = Variable();
                return $"list_transform({source}, lambda {item}: {Nested(list.Element, element, item)})";
            case MapType map when Repeated(column) is { Children: [var key, var value] }:
                var entry = Variable();
                var pair = $"struct_pack(key := {Nested(map.Key, key, entry + ".key")}, value := {Nested(map.Value, value, entry + ".value")})";
                return $"map_from_entries(list_transform(map_entries({source}), lambda {entry}: {pair}))";
            default:
                return source;
        }
    }

    private static PhysicalColumn? Repeated(PhysicalColumn column) => column.Children.Count == 1 ? column.Children[0] : null;

    private string Variable() => "e" + (_variables++).ToString(CultureInfo.InvariantCulture);
}
