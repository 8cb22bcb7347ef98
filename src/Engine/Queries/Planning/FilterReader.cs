using System.Text.Json;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Queries.Planning;

/// <summary>
/// Reads DuckDB's filters as predicates of the table format. What is not understood is left out where that only lets more files through, which
/// is everywhere but under NOT and in a branch of OR.
/// </summary>
internal static class FilterReader
{
    /// <summary>A filter that DuckDB has given to the scan of a column.</summary>
    public static Predicate? ReadTableFilter(JsonElement filter, NestedField column) => ReadTableFilter(filter, FilterColumn.Of(column));

    /// <param name="columns">The columns that <c>BOUND_REF</c> counts.</param>
    public static Predicate? ReadExpression(JsonElement expression, Func<int, NestedField?> columns) =>
        Read(expression, index => columns(index) is { } field ? FilterColumn.Of(field) : null, exact: false);

    private static Predicate? ReadTableFilter(JsonElement filter, FilterColumn column) => Text(filter, "filter_type") switch
    {
        "CONSTANT_COMPARISON" => Compare(column, Text(filter, "comparison_type"), filter.GetProperty("constant"), exact: false),
        "IS_NULL" => IsNull(column),
        "IS_NOT_NULL" => IsNotNull(column),
        "CONJUNCTION_AND" => All(filter.GetProperty("child_filters").EnumerateArray().Select(child => ReadTableFilter(child, column)), exact: false),
        "CONJUNCTION_OR" => Any(filter.GetProperty("child_filters").EnumerateArray().Select(child => ReadTableFilter(child, column))),
        "STRUCT_EXTRACT" when column.Inner(Text(filter, "child_name")) is { } inner => ReadTableFilter(filter.GetProperty("child_filter"), inner),
        "OPTIONAL_FILTER" when filter.TryGetProperty("child_filter", out var child) => ReadTableFilter(child, column),
        "IN_FILTER" => In(column, filter.GetProperty("values").EnumerateArray()),
        "EXPRESSION_FILTER" => Read(filter.GetProperty("expr"), _ => column, exact: false),
        _ => null,
    };

    /// <param name="exact">Whether the predicate must be true for no other rows either, because it is to be negated.</param>
    private static Predicate? Read(JsonElement expression, Func<int, FilterColumn?> columns, bool exact)
    {
        switch (Text(expression, "type"))
        {
            case "CONJUNCTION_AND":
                return All(Children(expression).Select(child => Read(child, columns, exact)), exact);
            case "CONJUNCTION_OR":
                return Any(Children(expression).Select(child => Read(child, columns, exact)));
            case "OPERATOR_NOT":
                return Read(Children(expression)[0], columns, exact: true) is { } negated ? Predicate.Not(negated) : null;
            case "OPERATOR_IS_NULL":
                return Column(Children(expression)[0], columns) is { } absent ? IsNull(absent) : null;
            case "OPERATOR_IS_NOT_NULL":
                return Column(Children(expression)[0], columns) is { } present ? IsNotNull(present) : null;
            case "COMPARE_IN":
                return Column(Children(expression)[0], columns) is { } tested ? In(tested, Constants(Children(expression).Skip(1))) : null;
            case "COMPARE_NOT_IN":
                return Column(Children(expression)[0], columns) is { } excluded && In(excluded, Constants(Children(expression).Skip(1))) is { } listed ? Predicate.Not(listed) : null;
            case "COMPARE_BETWEEN":
                return Between(expression, columns, exact);
            case "BOUND_FUNCTION":
                return Text(expression, "name") is "prefix" or "starts_with" or "^@" ? Prefix(expression, columns) : null;
            case "BOUND_REF":
                return columns(Index(expression)) is { Field.Type.Kind: TypeKind.Boolean } flag ? Predicate.Equal(flag.Path, true) : null;
            case { } comparison when comparison.StartsWith("COMPARE_", StringComparison.Ordinal) && expression.TryGetProperty("left", out var left):
                return Comparison(comparison, left, expression.GetProperty("right"), columns, exact);
            default:
                return null;
        }
    }

    private static Predicate? Comparison(string type, JsonElement left, JsonElement right, Func<int, FilterColumn?> columns, bool exact)
    {
        if (Constant(right) is { } value)
            return Column(left, columns) is { } column ? Compare(column, type, value, exact) : null;
        if (Constant(left) is { } first && Column(right, columns) is { } second)
            return Compare(second, Turned(type), first, exact);
        return null;
    }

    private static Predicate? Between(JsonElement expression, Func<int, FilterColumn?> columns, bool exact)
    {
        if (Column(expression.GetProperty("input"), columns) is not { } column)
            return null;
        var lower = expression.GetProperty("lower_inclusive").GetBoolean() ? "COMPARE_GREATERTHANOREQUALTO" : "COMPARE_GREATERTHAN";
        var upper = expression.GetProperty("upper_inclusive").GetBoolean() ? "COMPARE_LESSTHANOREQUALTO" : "COMPARE_LESSTHAN";
        return All(
            [
                Constant(expression.GetProperty("lower")) is { } from ? Compare(column, lower, from, exact) : null,
                Constant(expression.GetProperty("upper")) is { } to ? Compare(column, upper, to, exact) : null,
            ],
            exact);
    }

    private static Predicate? Prefix(JsonElement expression, Func<int, FilterColumn?> columns)
    {
        var arguments = Children(expression);
        return arguments.Count == 2 && Column(arguments[0], columns) is { Field.Type.Kind: TypeKind.String } column
            && Constant(arguments[1]) is { } constant && PlanValue.Read(column.Field.Type, constant) is string prefix
            ? Predicate.StartsWith(column.Path, prefix)
            : null;
    }

    private static Predicate? Compare(FilterColumn column, string type, JsonElement constant, bool exact)
    {
        if (Operator(type) is not { } comparison)
            return null;
        // NOT DISTINCT FROM is = for a value, but false instead of null for null: the same unless it is negated.
        if (type == "COMPARE_NOT_DISTINCT_FROM" && exact)
            return null;
        if (column.AsDate || column.AsTime)
            return DayComparison.Of(column, comparison, constant);
        return PlanValue.Read(column.Field.Type, constant) is { } value ? new ComparisonPredicate(column.Path, comparison, value) : null;
    }

    private static Predicate? In(FilterColumn column, IEnumerable<JsonElement>? constants)
    {
        if (constants is null || column.AsDate || column.AsTime)
            return null;
        var values = new List<object>();
        foreach (var constant in constants)
        {
            if (PlanValue.Read(column.Field.Type, constant) is not { } value)
                return null;
            values.Add(value);
        }
        return values.Count > 0 ? Predicate.In(column.Path, values) : null;
    }

    /// <summary>Writers differ in whether a field counts as null where its struct is, so nothing is concluded from null counts inside structs.</summary>
    private static Predicate? IsNull(FilterColumn column) => column.IsNested ? null : Predicate.IsNull(column.Path);

    private static Predicate? IsNotNull(FilterColumn column) => column.IsNested || !column.Field.Type.IsPrimitive ? null : Predicate.IsNotNull(column.Path);

    private static Predicate? All(IEnumerable<Predicate?> operands, bool exact)
    {
        var all = operands.ToList();
        if (exact && all.Contains(null))
            return null;
        var known = all.OfType<Predicate>().ToList();
        return known.Count switch { 0 => null, 1 => known[0], _ => Predicate.And(known) };
    }

    private static Predicate? Any(IEnumerable<Predicate?> operands)
    {
        var all = operands.ToList();
        return all.Contains(null) || all.Count == 0 ? null : Predicate.Or([.. all.OfType<Predicate>()]);
    }

    /// <summary>A column, a field of a struct column, or a cast of one that keeps all values and their order.</summary>
    private static FilterColumn? Column(JsonElement expression, Func<int, FilterColumn?> columns)
    {
        switch (Text(expression, "type"))
        {
            case "BOUND_REF":
                return columns(Index(expression));
            case "BOUND_FUNCTION" when Text(expression, "name") == "struct_extract":
                var arguments = Children(expression);
                return arguments.Count == 2 && Column(arguments[0], columns) is { } outer && Constant(arguments[1]) is { } name
                    && name.GetProperty("value") is { ValueKind: JsonValueKind.String } text
                    ? outer.Inner(text.GetString()!)
                    : null;
            case "OPERATOR_CAST" when expression.TryGetProperty("child", out var child):
                return Column(child, columns) is { AsDate: false, AsTime: false } inner ? SafeCast.Of(inner, expression.GetProperty("return_type")) : null;
            default:
                return null;
        }
    }

    private static JsonElement? Constant(JsonElement expression) =>
        Text(expression, "type") == "VALUE_CONSTANT" && expression.TryGetProperty("value", out var value) ? value : null;

    private static IEnumerable<JsonElement>? Constants(IEnumerable<JsonElement> expressions)
    {
        var constants = expressions.Select(Constant).ToList();
        return constants.Contains(null) ? null : constants.Select(constant => constant!.Value);
    }

    private static List<JsonElement> Children(JsonElement expression) =>
        expression.TryGetProperty("children", out var children) ? [.. children.EnumerateArray()] : [];

    private static int Index(JsonElement reference) => reference.TryGetProperty("index", out var index) && index.TryGetInt32(out var number) ? number : 0;

    private static ComparisonOperator? Operator(string type) => type switch
    {
        "COMPARE_EQUAL" or "COMPARE_NOT_DISTINCT_FROM" => ComparisonOperator.Equal,
        "COMPARE_NOTEQUAL" => ComparisonOperator.NotEqual,
        "COMPARE_LESSTHAN" => ComparisonOperator.Less,
        "COMPARE_LESSTHANOREQUALTO" => ComparisonOperator.LessOrEqual,
        "COMPARE_GREATERTHAN" => ComparisonOperator.Greater,
        "COMPARE_GREATERTHANOREQUALTO" => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };

    private static string Turned(string type) => type switch
    {
        "COMPARE_LESSTHAN" => "COMPARE_GREATERTHAN",
        "COMPARE_LESSTHANOREQUALTO" => "COMPARE_GREATERTHANOREQUALTO",
        "COMPARE_GREATERTHAN" => "COMPARE_LESSTHAN",
        "COMPARE_GREATERTHANOREQUALTO" => "COMPARE_LESSTHANOREQUALTO",
        _ => type,
    };

    private static string Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
