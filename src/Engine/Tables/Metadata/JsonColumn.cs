using System.Text.Json;

namespace Floe.Engine.Tables;

/// <summary>A column of <see cref="JsonRows"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">A DuckDB type, or the JSON form of a nested one.</param>
/// <param name="Sql">What makes the column's value from what JSON can hold; null where it is that.</param>
internal sealed record JsonColumn(string Name, string Type, string? Sql = null)
{
    public static implicit operator JsonColumn((string Name, string Type) column) => new(column.Name, column.Type);

    /// <summary>A map from numbers to bytes, which JSON holds as hexadecimal digits.</summary>
    public static JsonColumn Bytes(string name) => new(
        name, "MAP(INTEGER, VARCHAR)", $"map_from_entries(list_transform(map_entries({name}), lambda e: struct_pack(key := e.key, value := from_hex(e.value))))");

    public static string Struct(IEnumerable<JsonColumn> columns) => "{" + string.Join(",", columns.Select(column => $"{JsonSerializer.Serialize(column.Name, EngineJson.Default.String)}:{Nested(column.Type)}")) + "}";

    /// <summary>A type that is JSON already (a nested one) stays, a name is quoted.</summary>
    public static string Nested(string type) => type[0] is '[' or '{' ? type : JsonSerializer.Serialize(type, EngineJson.Default.String);
}
