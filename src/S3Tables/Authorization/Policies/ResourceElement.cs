using Floe.S3Tables.Authorization.Conditions;
using Floe.S3Tables.Authorization.Matching;

namespace Floe.S3Tables.Authorization.Policies;

/// <summary>
/// Resource, or NotResource where <paramref name="IsNegated"/>. Unlike in ARN conditions a star crosses colons and slashes: IAM User Guide, "Resource":
/// "it can expand to match beyond the colon boundaries".
/// </summary>
public sealed record ResourceElement(bool IsNegated, IReadOnlyList<PolicyPattern> Patterns)
{
    public bool Covers(string resource, RequestContext context) => IsNegated != Patterns.Any(pattern => pattern.Matches(resource, context));
}
