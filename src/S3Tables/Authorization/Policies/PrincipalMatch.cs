namespace Floe.S3Tables.Authorization.Policies;

/// <summary>How closely a statement names a caller, the closest last.</summary>
public enum PrincipalMatch
{
    None,

    /// <summary>Names the caller's account: that delegates to the account, whose own policies still have to allow.</summary>
    Account,

    /// <summary>Names the caller or everyone.</summary>
    Exact,
}
