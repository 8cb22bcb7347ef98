namespace Floe.S3Tables.Authorization.Policies;

/// <summary>Principal, or NotPrincipal where <paramref name="IsNegated"/>.</summary>
public sealed record PrincipalElement(bool IsNegated, IReadOnlyList<PrincipalName> Names)
{
    public bool NamesEveryone => Names.Contains(PrincipalName.Everyone);

    public PrincipalMatch Match(Principal principal) => IsNegated ? MatchAllBut(principal) : Names.Select(name => name.Match(principal)).DefaultIfEmpty().Max();

    /// <summary>
    /// A principal is left out of a NotPrincipal only if the account is named as well as the user: "you must also specify the account ARN of the
    /// not-denied principal". IAM User Guide, "NotPrincipal".
    /// </summary>
    private PrincipalMatch MatchAllBut(Principal principal)
    {
        var matches = Names.Select(name => name.Match(principal)).ToHashSet();
        var isLeftOut = NamesEveryone
            || (matches.Contains(PrincipalMatch.Exact) && (principal.IsRoot || matches.Contains(PrincipalMatch.Account)));
        return isLeftOut ? PrincipalMatch.None : PrincipalMatch.Exact;
    }
}
