namespace Floe.JobService.Auth;

/// <summary>Who may use the service. With nothing set it is open, and listens on loopback only.</summary>
public sealed record AuthOptions
{
    /// <summary>Keys from the settings; more can be made over the API by a caller with scope <c>admin</c>.</summary>
    public IReadOnlyList<ApiKeyOptions> ApiKeys { get; init; } = [];

    /// <summary>Null: no tokens.</summary>
    public JwtOptions? Jwt { get; init; }

    /// <summary>True where everybody may do everything.</summary>
    public bool IsOpen => ApiKeys.Count == 0 && Jwt is null;
}

/// <param name="Owner">Whose jobs are submitted with the key.</param>
/// <param name="Sha256">SHA-256 of the key in hexadecimal: the key itself need not be in any file.</param>
/// <param name="Scopes"><c>submit</c>, <c>read</c>, <c>admin</c>, separated by spaces.</param>
public sealed record ApiKeyOptions(string Owner, string Sha256, string Scopes);

/// <summary>Tokens to trust: those of an OpenID Connect issuer, or those signed with a given key.</summary>
public sealed record JwtOptions
{
    /// <summary>The issuer; its keys are found by its discovery document.</summary>
    public string? Authority { get; init; }

    public required string Audience { get; init; }

    /// <summary>Instead of an authority: the issuer that tokens name; null: any.</summary>
    public string? Issuer { get; init; }

    /// <summary>Instead of an authority: the key of HS256 tokens, base64, 32 bytes or more.</summary>
    public string? SymmetricKey { get; init; }

    /// <summary>Instead of an authority: the public key of RS256 or ES256 tokens, PEM.</summary>
    public string? PublicKey { get; init; }

    /// <summary>The claim that names the owner of jobs.</summary>
    public string OwnerClaim { get; init; } = "sub";
}
