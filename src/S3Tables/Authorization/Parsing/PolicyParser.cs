using System.Text.Json;
using Floe.S3Tables.Authorization.Policies;

namespace Floe.S3Tables.Authorization.Parsing;

internal static class PolicyParser
{
    public static PolicyDocument Parse(string text, PolicyScope scope)
    {
        var root = PolicyJson.Read(text);
        PolicyJson.CheckNames(root, PolicyJson.Root, "Version", "Id", "Statement");
        var version = ParseVersion(root);
        var statements = ParseStatements(root, new(scope, version));
        CheckSids(statements);
        return new(version, PolicyJson.FindText(root, PolicyJson.Root, "Id"), statements);
    }

    private static string ParseVersion(JsonElement root) => PolicyJson.FindText(root, PolicyJson.Root, "Version") switch
    {
        null => PolicyDocument.FirstVersion,
        PolicyDocument.CurrentVersion => PolicyDocument.CurrentVersion,
        PolicyDocument.FirstVersion => PolicyDocument.FirstVersion,
        var other => throw new PolicyException("Version", $"'{other}' is not a version of the policy language; use \"{PolicyDocument.CurrentVersion}\""),
    };

    private static List<Statement> ParseStatements(JsonElement root, StatementParser parser)
    {
        var element = PolicyJson.Find(root, "Statement") ?? throw new PolicyException("Statement", "Missing required field Statement");
        return [.. PolicyJson.Items(element, "Statement").Select((item, index) => parser.Parse(item, $"Statement[{index}]"))];
    }

    private static void CheckSids(List<Statement> statements)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sid in statements.Select(statement => statement.Sid).OfType<string>())
            if (!seen.Add(sid)) throw new PolicyException("Statement", $"Statement IDs (SID) in a single policy must be unique; '{sid}' is not");
    }
}
