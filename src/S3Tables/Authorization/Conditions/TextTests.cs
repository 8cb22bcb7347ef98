using Floe.S3Tables.Authorization.Matching;

namespace Floe.S3Tables.Authorization.Conditions;

internal static class TextTests
{
    public static ValueTest Equal(string policyValue, PatternSyntax variables) => Text(policyValue, variables, ignoreCase: false);

    public static ValueTest EqualIgnoringCase(string policyValue, PatternSyntax variables) => Text(policyValue, variables, ignoreCase: true);

    public static ValueTest Like(string policyValue, PatternSyntax variables) => Text(policyValue, variables | PatternSyntax.Wildcards, ignoreCase: false);

    /// <summary>ArnEquals and ArnLike behave alike.</summary>
    public static ValueTest ArnLike(string policyValue, PatternSyntax variables)
    {
        var pattern = new PolicyPattern(policyValue, variables | PatternSyntax.Wildcards);
        return pattern.MatchesArn;
    }

    private static ValueTest Text(string policyValue, PatternSyntax syntax, bool ignoreCase)
    {
        var pattern = new PolicyPattern(policyValue, syntax);
        return (value, context) => pattern.Matches(value, context, ignoreCase);
    }
}
