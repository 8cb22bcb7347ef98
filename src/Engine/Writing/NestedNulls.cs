using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Writing;

/// <summary>
/// Fails rows in which a NOT NULL field inside a struct, list or map has no value. Null counts do not tell it, as they also count the fields of
/// structs that are null themselves.
/// </summary>
internal static class NestedNulls
{
    /// <returns>The query itself where no nested field is NOT NULL.</returns>
    public static string Check(string sql, Schema schema)
    {
        var checks = schema.Fields
            .Select(field => (Field: field, Violations: Violations(Quote.Name(field.Name), field.Name, field.Type, 0).ToList()))
            .Where(check => check.Violations.Count > 0)
            .Select(check => $"{Checked(check.Field, check.Violations)} AS {Quote.Name(check.Field.Name)}")
            .ToList();
        return checks.Count == 0 ? sql : $"SELECT * REPLACE ({string.Join(", ", checks)}) FROM ({sql})";
    }

    private static string Checked(NestedField field, IReadOnlyList<(string Condition, string Path)> violations)
    {
        var cases = violations.Select(violation => $"WHEN {violation.Condition} THEN error({Quote.Text($"Field '{violation.Path}' is NOT NULL, but a row has no value for it. Nothing was written.")})");
        return $"CASE {string.Join(' ', cases)} ELSE {Quote.Name(field.Name)} END";
    }

    /// <summary>SQL conditions that are true of a value that breaks the rule, each with the path of the field it breaks it for.</summary>
    private static IEnumerable<(string Condition, string Path)> Violations(string value, string path, IcebergType type, int depth)
    {
        var element = "e" + depth.ToString(CultureInfo.InvariantCulture);
        switch (type)
        {
            case StructType structure:
                foreach (var field in structure.Fields)
                {
                    var inner = $"{value}.{Quote.Name(field.Name)}";
                    if (field.Required)
                        yield return ($"({value} IS NOT NULL AND {inner} IS NULL)", $"{path}.{field.Name}");
                    foreach (var violation in Violations(inner, $"{path}.{field.Name}", field.Type, depth))
                        yield return violation;
                }
                break;
            case ListType list:
                foreach (var violation in Items(element, $"{path}.element", list.Element, list.ElementRequired, depth))
                    yield return (Any(value, element, violation.Condition), violation.Path);
                break;
            case MapType map:
                foreach (var violation in Items(element, $"{path}.value", map.Value, map.ValueRequired, depth))
                    yield return (Any($"map_values({value})", element, violation.Condition), violation.Path);
                break;
        }
    }

    private static IEnumerable<(string Condition, string Path)> Items(string element, string path, IcebergType type, bool required, int depth)
    {
        if (required)
            yield return ($"({element} IS NULL)", path);
        foreach (var violation in Violations(element, path, type, depth + 1))
            yield return violation;
    }

    private static string Any(string list, string element, string condition) => $"(len(list_filter({list}, lambda {element}: {condition})) > 0)";
}
