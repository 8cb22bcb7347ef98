using System.Text.Json;
using Floe.S3Tables.Authorization.Conditions;
using Floe.S3Tables.Authorization.Matching;

namespace Floe.S3Tables.Authorization.Parsing;

/// <summary>Reads a Condition block: operator → key → values.</summary>
internal sealed class ConditionParser(PatternSyntax variables)
{
    private const string IfExists = "IfExists";
    private const string ForAnyValue = "ForAnyValue:";
    private const string ForAllValues = "ForAllValues:";

    public IReadOnlyList<Condition> Parse(JsonElement block, string path)
    {
        if (block.ValueKind != JsonValueKind.Object) throw new PolicyException(path, "must be a JSON object of condition operators");
        return [.. block.EnumerateObject().SelectMany(each => ParseOperator(each.Name, each.Value, path))];
    }

    private List<Condition> ParseOperator(string name, JsonElement keys, string path)
    {
        var at = $"{path}.{name}";
        if (name != "Null") _ = FindOperator(name) ?? throw UnknownOperator(name, path);
        if (keys.ValueKind != JsonValueKind.Object) throw new PolicyException(at, "must be a JSON object of condition keys");
        return [.. keys.EnumerateObject().Select(key => ParseKey(name, key.Name, key.Value, at))];
    }

    private Condition ParseKey(string name, string key, JsonElement element, string path)
    {
        var at = $"{path}.{key}";
        if (key.IndexOf(':') is var colon && (colon <= 0 || colon == key.Length - 1))
            throw new PolicyException(path, $"Invalid condition key '{key}'; conditions must be prefaced by a vendor, such as aws:SourceIp");
        if (!ConditionKeys.IsKnown(key)) throw new PolicyException(path, $"Policy has an invalid condition key '{key}'; S3 Tables has no such key");
        string[] values = [.. PolicyJson.Items(element, at).Select(item => Scalar(item, at))];
        if (name == "Null") return new KeyPresence(key, [.. values.Select(value => ParseNull(value, at))]);
        return new ValueCondition(
            key, FindOperator(name)!, Qualifier(name), name.EndsWith(IfExists, StringComparison.Ordinal), values,
            [.. values.Select(value => ParseValue(FindOperator(name)!, value, at))]);
    }

    private ValueTest ParseValue(ConditionOperator @operator, string value, string path)
    {
        try
        {
            return @operator.Test(value, variables);
        }
        catch (FormatException e)
        {
            throw new PolicyException(path, $"the value '{value}' {e.Message}");
        }
    }

    private static bool ParseNull(string value, string path) =>
        bool.TryParse(value, out var isAbsent) ? isAbsent : throw new PolicyException(path, $"the value '{value}' is not \"true\" (key absent) or \"false\" (key present)");

    private static string Scalar(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
        _ => throw new PolicyException(path, "must be a string, a number or a boolean, or a list of them"),
    };

    private static SetQualifier Qualifier(string name) =>
        name.StartsWith(ForAnyValue, StringComparison.Ordinal) ? SetQualifier.AnyValue
        : name.StartsWith(ForAllValues, StringComparison.Ordinal) ? SetQualifier.AllValues
        : SetQualifier.None;

    private static ConditionOperator? FindOperator(string name)
    {
        var bare = Qualifier(name) switch
        {
            SetQualifier.AnyValue => name[ForAnyValue.Length..],
            SetQualifier.AllValues => name[ForAllValues.Length..],
            _ => name,
        };
        return ConditionOperators.Find(bare.EndsWith(IfExists, StringComparison.Ordinal) ? bare[..^IfExists.Length] : bare);
    }

    private static PolicyException UnknownOperator(string name, string path)
    {
        var meant = ConditionOperators.Names.Append("Null").FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        return new(path, $"Invalid Condition type : {name}.{(meant is null ? "" : $" Did you mean {meant}?")}");
    }
}
