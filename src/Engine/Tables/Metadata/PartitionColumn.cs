using System.Text.Json;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>
/// The <c>partition</c> of metadata tables: a struct with the fields of all partition specs the table ever had, each of which is null in files of specs
/// without it. A table that never had one has no such column, as in Spark.
/// </summary>
internal sealed class PartitionColumn
{
    private readonly TableMetadata _table;
    private readonly IReadOnlyList<(int Id, string Name, IcebergType Type)> _fields;

    public PartitionColumn(TableMetadata table)
    {
        _table = table;
        var fields = new Dictionary<int, (int Id, string Name, IcebergType Type)>();
        // The newest spec names a field.
        foreach (var spec in table.PartitionSpecs.OrderByDescending(spec => spec.SpecId == table.DefaultSpecId).ThenByDescending(spec => spec.SpecId))
            foreach (var (field, type) in spec.Fields.Zip(table.PartitionType(spec).Fields))
                if (field.Transform is not VoidTransform)
                    fields.TryAdd(type.Id, (type.Id, field.Name, type.Type));
        _fields = [.. fields.Values.OrderBy(field => field.Id).GroupBy(field => field.Name, StringComparer.OrdinalIgnoreCase).Select(same => same.First())];
    }

    public IEnumerable<JsonColumn> Columns =>
        _fields.Count == 0 ? [] : [("partition", JsonColumn.Struct(_fields.Select(known => new JsonColumn(known.Name, JsonValues.TypeOf(known.Type)))))];

    public void Write(Utf8JsonWriter writer, int specId, PartitionTuple partition)
    {
        if (_fields.Count == 0)
            return;
        var values = new Dictionary<int, object?>();
        if (_table.FindSpec(specId) is { } spec)
            foreach (var (field, i) in _table.PartitionType(spec).Fields.Select((field, i) => (field, i)))
                values[field.Id] = partition[i];
        writer.WriteStartObject("partition");
        foreach (var (id, name, type) in _fields)
            JsonValues.Write(writer, name, type, values.GetValueOrDefault(id));
        writer.WriteEndObject();
    }
}
