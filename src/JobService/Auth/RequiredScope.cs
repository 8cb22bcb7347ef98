namespace Floe.JobService.Auth;

/// <summary>What a caller of an endpoint must be allowed to do.</summary>
internal sealed record RequiredScope(Scopes Scope);

internal static class RequiredScopeExtensions
{
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Scopes scope)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiredScope(scope));
}
