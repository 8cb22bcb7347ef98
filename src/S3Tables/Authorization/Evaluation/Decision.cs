namespace Floe.S3Tables.Authorization.Evaluation;

/// <param name="Outcome">What was decided.</param>
/// <param name="Decisive">The policies that allow or deny, or those that fail to allow.</param>
public readonly record struct Decision(Outcome Outcome, PolicyKind Decisive);

public enum Outcome
{
    Allow,

    /// <summary>A Deny statement applies.</summary>
    ExplicitDeny,

    /// <summary>Nothing allows it.</summary>
    ImplicitDeny,
}

public enum PolicyKind
{
    Identity,
    Resource,
}
