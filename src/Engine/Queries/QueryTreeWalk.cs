using System.Collections.Immutable;
using System.Text.Json;

namespace Floe.Engine.Queries;

/// <summary>Collects names from DuckDB's serialized parse tree, with the scopes of common table expressions.</summary>
internal sealed class QueryTreeWalk
{
    public List<TableName> Tables { get; } = [];

    public List<FunctionName> TableFunctions { get; } = [];

    public List<FunctionName> Functions { get; } = [];

    public List<FunctionName> Others { get; } = [];

    public void Visit(JsonElement node, ImmutableHashSet<string> expressions)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in node.EnumerateArray())
                Visit(item, expressions);
            return;
        }
        if (node.ValueKind != JsonValueKind.Object)
            return;
        var inner = VisitExpressions(node, expressions.WithComparer(StringComparer.OrdinalIgnoreCase));
        switch (Text(node, "type"))
        {
            case "BASE_TABLE":
                AddTable(node, inner);
                break;
            case "TABLE_FUNCTION":
                VisitTableFunction(node, inner);
                return;
            case "SHOW_REF":
                Others.Add(new FunctionName("SHOW_REF", Offset(node)));
                break;
        }
        if (Text(node, "class") == "FUNCTION")
            Functions.Add(new FunctionName(Text(node, "function_name") ?? "", Offset(node)));
        foreach (var property in node.EnumerateObject())
            if (property.Name != "cte_map")
                Visit(property.Value, inner);
    }

    /// <summary>Each common table expression sees those before it, and a recursive one itself; the query sees all of them.</summary>
    private ImmutableHashSet<string> VisitExpressions(JsonElement node, ImmutableHashSet<string> outer)
    {
        if (!node.TryGetProperty("cte_map", out var map) || map.ValueKind != JsonValueKind.Object)
            return outer;
        var known = outer;
        foreach (var entry in map.GetProperty("map").EnumerateArray())
        {
            var name = Text(entry, "key")!;
            var value = entry.GetProperty("value");
            var recursive = value.GetRawText().Contains("\"RECURSIVE_CTE_NODE\"", StringComparison.Ordinal);
            Visit(value, recursive ? known.Add(name) : known);
            known = known.Add(name);
        }
        return known;
    }

    private void AddTable(JsonElement node, ImmutableHashSet<string> expressions)
    {
        var name = new TableName(Text(node, "catalog_name") ?? "", Text(node, "schema_name") ?? "", Text(node, "table_name") ?? "", Offset(node) ?? -1);
        if (name.Schema.Length > 0 || !expressions.Contains(name.Table))
            Tables.Add(name);
    }

    private void VisitTableFunction(JsonElement node, ImmutableHashSet<string> expressions)
    {
        var function = node.GetProperty("function");
        TableFunctions.Add(new FunctionName(Text(function, "function_name") ?? "", Offset(node)));
        Visit(function.GetProperty("children"), expressions);
    }

    private static string? Text(JsonElement node, string property) =>
        node.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>DuckDB writes 2^64 - 1 where it knows no place.</summary>
    private static int? Offset(JsonElement node) =>
        node.TryGetProperty("query_location", out var value) && value.TryGetInt32(out var offset) ? offset : null;
}
