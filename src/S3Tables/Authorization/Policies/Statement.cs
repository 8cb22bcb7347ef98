using Floe.S3Tables.Authorization.Conditions;

namespace Floe.S3Tables.Authorization.Policies;

/// <param name="Sid">Null where the policy has none or an empty one.</param>
/// <param name="Effect">What it does where it applies.</param>
/// <param name="Principals">Null in identity policies.</param>
/// <param name="Actions">Action or NotAction.</param>
/// <param name="Resources">Resource or NotResource.</param>
/// <param name="Conditions">All must hold; may be empty.</param>
public sealed record Statement(
    string? Sid,
    Effect Effect,
    PrincipalElement? Principals,
    ActionElement Actions,
    ResourceElement Resources,
    IReadOnlyList<Condition> Conditions)
{
    /// <summary>Whether it is about this request, whoever sends it.</summary>
    public bool Covers(string action, string resource, RequestContext context) =>
        Actions.Covers(action) && Resources.Covers(resource, context) && Conditions.All(condition => condition.Holds(context));
}
