using System.Net.Sockets;
using Floe.S3Tables.Authorization.Conditions;
using Floe.S3Tables.Authorization.Policies;

namespace Floe.S3Tables.Authorization.Parsing;

/// <summary>
/// Whether a statement opens a resource to the public. S3 User Guide, "The meaning of public": everyone is named, and no condition ties the
/// caller to fixed values.
/// </summary>
internal static class PublicAccess
{
    private static readonly string[] FixingKeys =
    [
        "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:SourceArn", "aws:SourceAccount", "aws:SourceOwner", "aws:SourceVpc",
        "aws:SourceVpce", "aws:userid",
    ];

    public static bool IsGrantedBy(Statement statement) =>
        statement is { Effect: Effect.Allow, Principals.NamesEveryone: true } && !statement.Conditions.OfType<ValueCondition>().Any(Fixes);

    private static bool Fixes(ValueCondition condition)
    {
        if (condition.Operator.IsNegated || condition.IfExists || condition.Qualifier == SetQualifier.AllValues) return false;
        if (condition.Key.Equals(ConditionKeys.SourceIp, StringComparison.OrdinalIgnoreCase)) return condition.PolicyValues.All(IsNarrow);
        return FixingKeys.Contains(condition.Key, StringComparer.OrdinalIgnoreCase) && condition.PolicyValues.All(IsFixed);
    }

    private static bool IsFixed(string value) => value.AsSpan().IndexOfAny("*?$") < 0 || HasFixedAccount(value);

    /// <summary>An ARN pattern whose account is written out.</summary>
    private static bool HasFixedAccount(string value) => value.Split(':', 6) is ["arn", _, _, _, { Length: 12 } account, _] && account.All(char.IsAsciiDigit);

    /// <summary>Ranges wider than these count as public.</summary>
    private static bool IsNarrow(string value) =>
        AddressRange.TryParse(value) is { } range && range.PrefixLength >= (range.Address.AddressFamily == AddressFamily.InterNetwork ? 8 : 32);
}
