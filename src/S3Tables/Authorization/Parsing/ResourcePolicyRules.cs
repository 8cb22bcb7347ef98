using Floe.S3Tables.Authorization.Actions;
using Floe.S3Tables.Authorization.Matching;
using Floe.S3Tables.Authorization.Policies;

namespace Floe.S3Tables.Authorization.Parsing;

/// <summary>What holds for the statements of table bucket and table policies beyond the policy language.</summary>
internal static class ResourcePolicyRules
{
    public static void Check(Statement statement, string path, PolicyScope scope)
    {
        foreach (var pattern in statement.Actions.Patterns)
            if (!TablesActions.All.Any(action => WildcardMatcher.IsMatch(pattern.Head, action, ignoreCase: true)))
                throw new PolicyException($"{path}.{Name(statement.Actions.IsNegated, "Action")}", $"Policy has invalid action '{pattern.Text}'; S3 Tables has no such action");
        foreach (var pattern in statement.Resources.Patterns)
            if (!CanName(pattern, scope))
                throw new PolicyException($"{path}.{Name(statement.Resources.IsNegated, "Resource")}", $"Policy has invalid resource '{pattern.Text}'; {Expected(scope)}");
        if (statement is { Effect: Effect.Allow, Principals.IsNegated: true })
            throw new PolicyException($"{path}.NotPrincipal", "NotPrincipal with Allow is not supported; name the principals that are allowed");
        if (PublicAccess.IsGrantedBy(statement))
        {
            throw new PolicyException($"{path}.Principal",
                "Public policies are not allowed: S3 Tables blocks public access always. Name principals, or add a condition such as aws:PrincipalAccount");
        }
    }

    /// <summary>
    /// A pattern may reach further than the resource (AWS's own example has <c>bucket/*</c>): the policy is only ever asked about this one. It
    /// must be able to match it, or it is a mistake. A variable can become anything.
    /// </summary>
    private static bool CanName(PolicyPattern pattern, PolicyScope scope) => scope switch
    {
        TableBucketScope(var bucket) => CanBe(pattern, bucket.ToString()) || CanBeginWith(pattern, $"{bucket}/"),
        TableScope(var table) => CanBe(pattern, table.ToString()),
        _ => true,
    };

    private static bool CanBe(PolicyPattern pattern, string arn) =>
        pattern.HasVariables ? CanBeginWith(pattern, arn) : WildcardMatcher.IsMatch(pattern.Head, arn);

    private static bool CanBeginWith(PolicyPattern pattern, string prefix) =>
        WildcardMatcher.CanStartWith(pattern.HasVariables ? [.. pattern.Head, PatternToken.AnyRun] : pattern.Head, prefix);

    private static string Expected(PolicyScope scope) => scope switch
    {
        TableBucketScope(var bucket) => $"the policy of a table bucket names that bucket, {bucket}, or its tables, {bucket}/table/*",
        TableScope(var table) => $"the policy of a table names that table, {table}",
        _ => "",
    };

    private static string Name(bool isNegated, string name) => isNegated ? $"Not{name}" : name;
}
