using Floe.S3Tables.Authorization.Conditions;
using Floe.S3Tables.Authorization.Matching;

namespace Floe.S3Tables.Authorization.Policies;

/// <summary>Action, or NotAction where <paramref name="IsNegated"/>. Names of actions are not case-sensitive.</summary>
public sealed record ActionElement(bool IsNegated, IReadOnlyList<PolicyPattern> Patterns)
{
    public bool Covers(string action) => IsNegated != Patterns.Any(pattern => pattern.Matches(action, RequestContext.Empty, ignoreCase: true));
}
