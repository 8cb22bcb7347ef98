using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Writing;

/// <summary>The <c>FIELD_IDS</c> argument of COPY: every node of the Parquet schema gets its Iceberg field id.</summary>
internal static class FieldIds
{
    public static string Of(IEnumerable<NestedField> fields) => "{" + string.Join(", ", fields.Select(field => $"{Quote.Name(field.Name)}: {Of(field.Id, field.Type)}")) + "}";

    private static string Of(int id, IcebergType type)
    {
        var number = id.ToString(CultureInfo.InvariantCulture);
        return type switch
        {
            StructType structure => $"{{__duckdb_field_id: {number}, {string.Join(", ", structure.Fields.Select(field => $"{Quote.Name(field.Name)}: {Of(field.Id, field.Type)}"))}}}",
            ListType list => $"{{__duckdb_field_id: {number}, element: {Of(list.ElementId, list.Element)}}}",
            MapType map => $"{{__duckdb_field_id: {number}, key: {Of(map.KeyId, map.Key)}, value: {Of(map.ValueId, map.Value)}}}",
            _ => number,
        };
    }
}
