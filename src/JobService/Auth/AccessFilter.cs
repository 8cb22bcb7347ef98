using System.Net;
using Floe.JobService.Api;

namespace Floe.JobService.Auth;

/// <summary>Lets a request through whose caller may do what its endpoint needs, and tells the endpoint who it is.</summary>
internal sealed class AccessFilter(Authenticator authenticator) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (authenticator.IsOpen && RefuseStranger(http) is { } refusal) return refusal;
        if (await authenticator.AuthenticateAsync(http) is not { } caller)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.NotAuthenticated();
        }
        var needed = http.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>()?.Scope ?? Scopes.Admin;
        if (!caller.May(needed)) return Problems.NotAllowed(needed);
        http.Features.Set(caller);
        return await next(context);
    }

    /// <summary>
    /// An open service is for this machine's users, not for the pages that their browsers show: not under a name that somebody else made point to
    /// loopback (DNS rebinding), and not for requests that another site's page sends.
    /// </summary>
    private static IResult? RefuseStranger(HttpContext http)
    {
        var host = http.Request.Host;
        if (!IsLoopback(host.Host)) return Problems.NotLocal($"the host '{host.Host}'");
        return http.Request.Headers.Origin is [{ Length: > 0 } origin, ..] && (!Uri.TryCreate(origin, UriKind.Absolute, out var from) || from.Authority != host.Value)
            ? Problems.NotLocal($"a page of {origin}")
            : null;
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
