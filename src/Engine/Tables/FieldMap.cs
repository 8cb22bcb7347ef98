using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Engine.Types;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>
/// The <c>schema</c> argument of read_parquet: columns by Iceberg field id, so that renamed, moved, promoted and added columns read as the
/// table's schema says, whatever the file calls them.
/// </summary>
internal static class FieldMap
{
    public static string Of(IEnumerable<NestedField> fields) =>
        "map{" + string.Join(", ", fields.Select(field => Entry(field.Id, field.Name, field.Type, field.InitialDefault))) + "}";

    private static string Entry(int id, string name, IcebergType type, object? initialDefault) => string.Create(
        CultureInfo.InvariantCulture,
        $"{id}: {{name: {Quote.Text(name)}, type: {Quote.Text(IcebergTypes.ToDuckDb(type).ToString()!)}, default_value: {Default(type, initialDefault)}}}");

    /// <summary>As text, as all entries of the map must have one type; DuckDB casts it to the column's.</summary>
    private static string Default(IcebergType type, object? value) => value is null ? "NULL::VARCHAR" : Quote.Text(ValueText.ForCast(type, value));
}
