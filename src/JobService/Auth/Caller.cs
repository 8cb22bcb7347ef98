namespace Floe.JobService.Auth;

/// <summary>Who sends a request, and what they may do.</summary>
internal sealed record Caller(string Name, Scopes Scopes)
{
    /// <summary>Everybody, where the service is open: it listens on loopback only.</summary>
    public static readonly Caller Local = new("local", Scopes.Read | Scopes.Submit | Scopes.Admin);

    public bool IsAdmin => Scopes.HasFlag(Scopes.Admin);

    /// <summary>The owner whose things the caller sees; null: everybody's.</summary>
    public string? OnlyOwner => IsAdmin ? null : Name;

    public bool May(Scopes scope) => IsAdmin || Scopes.HasFlag(scope);

    public bool Sees(string owner) => IsAdmin || Name == owner;

    /// <summary>The caller that <see cref="AccessFilter"/> found.</summary>
    public static Caller Of(HttpContext http) => http.Features.Get<Caller>() ?? throw new InvalidOperationException($"{http.Request.Path} is not behind the access filter.");
}
