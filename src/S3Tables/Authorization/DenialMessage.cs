using Floe.S3Tables.Authorization.Evaluation;

namespace Floe.S3Tables.Authorization;

/// <summary>AWS's words for a refusal. IAM User Guide, "Troubleshoot access denied error messages".</summary>
internal static class DenialMessage
{
    public static Denial Of(AccessRequest request, Decision decision)
    {
        var policy = decision.Decisive == PolicyKind.Identity ? "identity-based policy" : "resource-based policy";
        var reason = decision.Outcome == Outcome.ExplicitDeny
            ? $"with an explicit deny in {(decision.Decisive == PolicyKind.Identity ? "an" : "a")} {policy}"
            : $"because no {policy} allows the {request.Action} action";
        return new(request.Action, request.Resource,
            $"User: {request.Principal.Arn} is not authorized to perform: {request.Action} on resource: {request.Resource} {reason}");
    }
}
