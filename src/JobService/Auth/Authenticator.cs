using System.Security.Claims;
using Floe.JobService.Hosting;
using Floe.JobService.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Floe.JobService.Auth;

/// <summary>Finds out who sends a request: by API key, or by JSON Web Token.</summary>
internal sealed class Authenticator(JobServiceOptions options, KeyStore keys)
{
    private const string Bearer = "Bearer ";
    private const string KeyHeader = "X-Api-Key";

    private readonly AuthOptions _auth = options.Auth;

    public bool IsOpen => _auth.IsOpen;

    /// <summary>Null where the request has no credentials that count.</summary>
    public async Task<Caller?> AuthenticateAsync(HttpContext http)
    {
        if (IsOpen) return Caller.Local;
        if (http.Request.Headers[KeyHeader] is [{ Length: > 0 } key, ..]) return await ByKeyAsync(key, http.RequestAborted);
        if (http.Request.Headers.Authorization is not [{ } authorization, ..] || !authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return null;
        var token = authorization[Bearer.Length..].Trim();
        if (_auth.Jwt is { } jwt && token.Count(letter => letter == '.') == 2) return await ByTokenAsync(http, jwt);
        return await ByKeyAsync(token, http.RequestAborted);
    }

    private async Task<Caller?> ByKeyAsync(string key, CancellationToken cancellationToken)
    {
        var hash = ApiKey.Hash(key);
        Caller? found = null;
        // All of them are compared, so that the time says nothing about which one was near.
        foreach (var known in _auth.ApiKeys)
        {
            if (ApiKey.Matches(hash, known.Sha256)) found = new Caller(known.Owner, ScopeNames.Read(known.Scopes));
        }
        if (found is not null) return found;
        if (ApiKey.IdOf(key) is not { } id || await keys.FindAsync(id, cancellationToken) is not { } stored) return null;
        return ApiKey.Matches(hash, stored.Hash) ? new Caller(stored.Owner, ScopeNames.Read(stored.Scopes)) : null;
    }

    private static async Task<Caller?> ByTokenAsync(HttpContext http, JwtOptions jwt)
    {
        var result = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (result is not { Succeeded: true, Principal: { } principal } || principal.FindFirstValue(jwt.OwnerClaim) is not { Length: > 0 } owner) return null;
        // RFC 8693 "scope", and "scp" as Entra ID and Okta write it.
        var scopes = principal.FindAll("scope").Concat(principal.FindAll("scp")).Aggregate(Scopes.None, (all, claim) => all | ScopeNames.Read(claim.Value));
        return new Caller(owner, scopes);
    }
}
