using Floe.JobService.Auth;
using Floe.ServiceDefaults.Startup;

namespace Floe.JobService.Hosting;

/// <summary>The settings <c>JobService:Auth</c>: <c>ApiKeys:0:Owner|Sha256|Scopes</c> and <c>Jwt:*</c>.</summary>
internal static class AuthConfiguration
{
    /// <exception cref="StartupException">A value is not what its key needs.</exception>
    public static AuthOptions Read(IConfiguration auth) => new()
    {
        ApiKeys = [.. auth.GetSection("ApiKeys").GetChildren().Select(Key)],
        Jwt = auth.GetSection("Jwt").Exists() ? Jwt(auth.GetSection("Jwt")) : null,
    };

    private static ApiKeyOptions Key(IConfigurationSection key)
    {
        var hash = Required(key, "Sha256", "the SHA-256 of the key in hexadecimal: printf %s KEY | sha256sum");
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit)) throw new StartupException($"{key.Path}:Sha256 has no SHA-256. Set it to 64 hexadecimal digits: printf %s KEY | sha256sum");
        var scopes = Required(key, "Scopes", "what the key allows, such as 'submit read'");
        if (scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(scope => !ScopeNames.IsKnown(scope)) is { } unknown)
            throw new StartupException($"{key.Path}:Scopes has '{unknown}'. {ScopeNames.Rule}");
        return new(Required(key, "Owner", "whose key it is"), hash, scopes);
    }

    private static JwtOptions Jwt(IConfigurationSection jwt)
    {
        var options = new JwtOptions
        {
            Authority = jwt["Authority"],
            Audience = Required(jwt, "Audience", "the audience that tokens must name"),
            Issuer = jwt["Issuer"],
            SymmetricKey = jwt["SymmetricKey"],
            PublicKey = jwt["PublicKey"],
        };
        if (jwt["OwnerClaim"] is { Length: > 0 } claim) options = options with { OwnerClaim = claim };
        _ = JwtSetup.SigningKey(options);
        return options;
    }

    private static string Required(IConfigurationSection section, string name, string what) =>
        section[name] is { Length: > 0 } value ? value : throw new StartupException($"{section.Path}:{name} is missing. Set it to {what}.");
}
