using System.Text.Json;
using System.Text.RegularExpressions;
using Floe.S3Tables.Authorization.Conditions;
using Floe.S3Tables.Authorization.Matching;
using Floe.S3Tables.Authorization.Policies;

namespace Floe.S3Tables.Authorization.Parsing;

/// <summary>Reads one statement of a policy of this scope and version.</summary>
internal sealed partial class StatementParser(PolicyScope scope, string version)
{
    private readonly PatternSyntax _variables = version == PolicyDocument.CurrentVersion ? PatternSyntax.Variables : PatternSyntax.Literal;

    public Statement Parse(JsonElement element, string path)
    {
        PolicyJson.CheckNames(
            element, path, "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition");
        var statement = new Statement(
            ParseSid(element, path), ParseEffect(element, path), ParsePrincipals(element, path), ParseActions(element, path),
            ParseResources(element, path), ParseConditions(element, path));
        if (scope is not IdentityScope) ResourcePolicyRules.Check(statement, path, scope);
        return statement;
    }

    private string? ParseSid(JsonElement element, string path)
    {
        var sid = PolicyJson.FindText(element, path, "Sid");
        if (string.IsNullOrEmpty(sid)) return null;
        // Services are freer with the statements of resource policies: S3's own examples have spaces in them.
        if (scope is IdentityScope && !AlphaNumeric().IsMatch(sid))
            throw new PolicyException($"{path}.Sid", $"Statement IDs (SID) must be alpha-numeric; '{sid}' is not");
        return sid;
    }

    private static Effect ParseEffect(JsonElement element, string path) => PolicyJson.FindText(element, path, "Effect") switch
    {
        "Allow" => Effect.Allow,
        "Deny" => Effect.Deny,
        null => throw new PolicyException($"{path}.Effect", "Missing required field Effect"),
        var other => throw new PolicyException($"{path}.Effect", $"Invalid effect: {other}; use \"Allow\" or \"Deny\""),
    };

    private PrincipalElement? ParsePrincipals(JsonElement element, string path)
    {
        if (scope is not IdentityScope)
        {
            var (names, isNegated, at) = Either(element, path, "Principal");
            return new(isNegated, PrincipalParser.Parse(names, at));
        }
        foreach (var name in (string[])["Principal", "NotPrincipal"])
            if (PolicyJson.Find(element, name) is not null)
                throw new PolicyException($"{path}.{name}", "Policy document should not specify a principal: this policy is attached to one");
        return null;
    }

    private static ActionElement ParseActions(JsonElement element, string path)
    {
        var (actions, isNegated, at) = Either(element, path, "Action");
        return new(isNegated, [.. PolicyJson.Texts(actions, at).Select(text => ParseAction(text, at))]);
    }

    private static PolicyPattern ParseAction(string text, string path)
    {
        if (text != "*" && !ActionForm().IsMatch(text))
            throw new PolicyException(path, $"Invalid action '{text}'; actions must be prefaced by a vendor, such as s3tables:GetTable, s3tables:Get* or *");
        return new(text, PatternSyntax.Wildcards);
    }

    private ResourceElement ParseResources(JsonElement element, string path)
    {
        var (resources, isNegated, at) = Either(element, path, "Resource");
        return new(isNegated, [.. PolicyJson.Texts(resources, at).Select(text => ParseResource(text, at))]);
    }

    private PolicyPattern ParseResource(string text, string path)
    {
        if (text != "*" && !text.StartsWith("arn:", StringComparison.Ordinal)) throw new PolicyException(path, $"Resource {text} must be in ARN format or \"*\".");
        try
        {
            return new(text, PatternSyntax.Wildcards | _variables);
        }
        catch (FormatException e)
        {
            throw new PolicyException(path, $"Resource '{text}' {e.Message}");
        }
    }

    private IReadOnlyList<Condition> ParseConditions(JsonElement element, string path) =>
        PolicyJson.Find(element, "Condition") is { } block ? new ConditionParser(_variables).Parse(block, $"{path}.Condition") : [];

    private static (JsonElement Value, bool IsNegated, string Path) Either(JsonElement element, string path, string name) =>
        (PolicyJson.Find(element, name), PolicyJson.Find(element, $"Not{name}")) switch
        {
            ({ } value, null) => (value, false, $"{path}.{name}"),
            (null, { } value) => (value, true, $"{path}.Not{name}"),
            (null, null) => throw new PolicyException($"{path}.{name}", $"Missing required field {name} (or Not{name})"),
            _ => throw new PolicyException($"{path}.{name}", $"A statement must not have both {name} and Not{name}"),
        };

    [GeneratedRegex(@"^[A-Za-z0-9]+\z")]
    private static partial Regex AlphaNumeric();

    [GeneratedRegex(@"^(?:[A-Za-z0-9-]+|\*):[A-Za-z0-9*?]+\z")]
    private static partial Regex ActionForm();
}
