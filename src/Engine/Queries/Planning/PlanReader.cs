using System.Text.Json;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Queries.Planning;

/// <summary>Finds the table scans in DuckDB's serialized plan, and what each of them and the filter right above it ask for.</summary>
internal sealed class PlanReader(IReadOnlyDictionary<StubName, Schema> tables)
{
    private readonly Dictionary<StubName, ScanFilter> _found = [];

    public IReadOnlyDictionary<StubName, ScanFilter> Read(JsonElement plans)
    {
        Visit(plans, above: null);
        return _found;
    }

    private void Visit(JsonElement element, JsonElement? above)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Visit(item, above);
            return;
        }
        if (element.ValueKind != JsonValueKind.Object)
            return;
        var type = element.TryGetProperty("type", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
        if (type == "LOGICAL_GET" && Name(element) is { } name && tables.TryGetValue(name, out var schema))
        {
            var filter = Scan(element, schema, above);
            _found[name] = _found.TryGetValue(name, out var other) ? other.Or(filter) : filter;
            return;
        }
        foreach (var property in element.EnumerateObject())
            if (property.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
                Visit(property.Value, type == "LOGICAL_FILTER" && property.Name == "children" ? element : null);
    }

    private static ScanFilter Scan(JsonElement get, Schema schema, JsonElement? above)
    {
        var scan = new ScanShape(get, schema);
        var filters = new List<Iceberg.Scan.Predicate>();
        if (get.TryGetProperty("table_filters", out var tableFilters) && tableFilters.TryGetProperty("filters", out var entries))
            foreach (var entry in entries.EnumerateArray())
                if (scan.Column(entry.GetProperty("key").GetUInt64()) is { } column && FilterReader.ReadTableFilter(entry.GetProperty("value"), column) is { } filter)
                    filters.Add(filter);
        if (above is { } parent && parent.TryGetProperty("expressions", out var expressions))
            foreach (var expression in expressions.EnumerateArray())
                if (FilterReader.ReadExpression(expression, scan.Output) is { } filter)
                    filters.Add(filter);
        return new ScanFilter(filters.Count switch { 0 => null, 1 => filters[0], _ => Iceberg.Scan.Predicate.And(filters) }, scan.Columns);
    }

    private static StubName? Name(JsonElement get) =>
        get.TryGetProperty("function_data", out var data) && data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty("catalog", out var catalog) && data.TryGetProperty("schema", out var schema) && data.TryGetProperty("table", out var table)
            ? new StubName(catalog.GetString()!, schema.GetString()!, table.GetString()!)
            : null;
}
