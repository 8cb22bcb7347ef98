namespace Floe.S3Tables.Authorization.Policies;

/// <summary>One principal that a statement names.</summary>
public abstract record PrincipalName
{
    /// <summary><c>*</c>: everyone, unsigned callers too.</summary>
    public static PrincipalName Everyone { get; } = new EveryoneName();

    public abstract PrincipalMatch Match(Principal principal);
}

internal sealed record EveryoneName : PrincipalName
{
    public override PrincipalMatch Match(Principal principal) => PrincipalMatch.Exact;
}

/// <summary>An account: its twelve digits or the ARN of its root.</summary>
internal sealed record AccountName(string AccountId) : PrincipalName
{
    public override PrincipalMatch Match(Principal principal) =>
        principal.AccountId != AccountId ? PrincipalMatch.None : principal.IsRoot ? PrincipalMatch.Exact : PrincipalMatch.Account;
}

/// <summary>A user, role or session by its ARN.</summary>
internal sealed record ArnName(string Arn) : PrincipalName
{
    public override PrincipalMatch Match(Principal principal) => principal.Arn == Arn ? PrincipalMatch.Exact : PrincipalMatch.None;
}

/// <summary>A service, an identity provider or a canonical user: valid in a policy, and no caller of Floe is one.</summary>
internal sealed record ForeignName(string Type, string Name) : PrincipalName
{
    public override PrincipalMatch Match(Principal principal) => PrincipalMatch.None;
}
