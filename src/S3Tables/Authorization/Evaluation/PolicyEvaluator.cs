using Floe.S3Tables.Authorization.Policies;

namespace Floe.S3Tables.Authorization.Evaluation;

/// <summary>
/// IAM's logic. IAM User Guide, "Policy evaluation logic" and "Cross-account policy evaluation logic". There are no organisations, permissions
/// boundaries or session policies here.
/// </summary>
public static class PolicyEvaluator
{
    /// <param name="request">The question.</param>
    /// <param name="identityPolicies">The caller's.</param>
    /// <param name="resourcePolicies">Those of the resource and what contains it: a table's and its table bucket's.</param>
    public static Decision Decide(AccessRequest request, IReadOnlyList<PolicyDocument> identityPolicies, IReadOnlyList<PolicyDocument> resourcePolicies)
    {
        var identity = Covering(request, identityPolicies).ToList();
        var resource = Covering(request, resourcePolicies)
            .Select(statement => (statement.Effect, Match: statement.Principals?.Match(request.Principal) ?? PrincipalMatch.None))
            .Where(found => found.Match != PrincipalMatch.None)
            .ToList();

        if (identity.Exists(statement => statement.Effect == Effect.Deny)) return new(Outcome.ExplicitDeny, PolicyKind.Identity);
        if (resource.Exists(found => found.Effect == Effect.Deny)) return new(Outcome.ExplicitDeny, PolicyKind.Resource);

        var identityAllows = identity.Count > 0;
        var grant = resource.Select(found => found.Match).DefaultIfEmpty().Max();
        return request.Principal.AccountId == request.ResourceAccount ? WithinAccount(identityAllows, grant) : AcrossAccounts(identityAllows, grant);
    }

    /// <summary>Either side suffices. To name the whole account only delegates to its identity policies.</summary>
    private static Decision WithinAccount(bool identityAllows, PrincipalMatch grant) => (identityAllows, grant) switch
    {
        (true, _) => new(Outcome.Allow, PolicyKind.Identity),
        (_, PrincipalMatch.Exact) => new(Outcome.Allow, PolicyKind.Resource),
        _ => new(Outcome.ImplicitDeny, PolicyKind.Identity),
    };

    /// <summary>The owner must let the caller in, and the caller's account must let it out.</summary>
    private static Decision AcrossAccounts(bool identityAllows, PrincipalMatch grant) => (identityAllows, grant) switch
    {
        (false, _) => new(Outcome.ImplicitDeny, PolicyKind.Identity),
        (_, PrincipalMatch.None) => new(Outcome.ImplicitDeny, PolicyKind.Resource),
        _ => new(Outcome.Allow, PolicyKind.Resource),
    };

    private static IEnumerable<Statement> Covering(AccessRequest request, IReadOnlyList<PolicyDocument> policies) =>
        policies.SelectMany(policy => policy.Statements).Where(statement => statement.Covers(request.Action, request.Resource, request.Context));
}
