using System.Security.Cryptography;
using Floe.ServiceDefaults.Startup;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Floe.JobService.Auth;

/// <summary>Checks of tokens, from the settings.</summary>
internal static class JwtSetup
{
    private const int MinKeyBytes = 32;

    public static void Add(IServiceCollection services, JwtOptions jwt)
    {
        var key = SigningKey(jwt);
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.MapInboundClaims = false;
            bearer.Authority = jwt.Authority;
            bearer.RequireHttpsMetadata = jwt.Authority is { } authority && !new Uri(authority).IsLoopback;
            bearer.Audience = jwt.Audience;
            bearer.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(1);
            if (key is null) return;
            bearer.TokenValidationParameters.IssuerSigningKey = key;
            bearer.TokenValidationParameters.ValidIssuer = jwt.Issuer;
            bearer.TokenValidationParameters.ValidateIssuer = jwt.Issuer is not null;
            // A public key must not be taken for the secret of an HS256 token.
            bearer.TokenValidationParameters.ValidAlgorithms = key switch
            {
                SymmetricSecurityKey => ["HS256"],
                RsaSecurityKey => ["RS256"],
                _ => ["ES256"],
            };
        });
    }

    /// <exception cref="StartupException">Not exactly one of authority, symmetric key and public key is there, or a key is none.</exception>
    public static SecurityKey? SigningKey(JwtOptions jwt)
    {
        if (new[] { jwt.Authority, jwt.SymmetricKey, jwt.PublicKey }.Count(setting => setting is not null) != 1)
            throw new StartupException("JobService:Auth:Jwt needs exactly one of Authority, SymmetricKey and PublicKey.");
        if (jwt.Authority is { } authority && !IsTrusted(authority))
            throw new StartupException($"JobService:Auth:Jwt:Authority is '{authority}'. Set it to the issuer's https:// address (http:// on this machine only): whoever can change its answers can make tokens.");
        return jwt.SymmetricKey is { } secret ? Symmetric(secret) : jwt.PublicKey is { } pem ? Public(pem) : null;
    }

    private static bool IsTrusted(string authority) =>
        Uri.TryCreate(authority, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static SymmetricSecurityKey Symmetric(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) && count >= MinKeyBytes
            ? new SymmetricSecurityKey(bytes[..count])
            : throw new StartupException($"JobService:Auth:Jwt:SymmetricKey is not base64 of {MinKeyBytes} bytes or more. Make one with: openssl rand -base64 {MinKeyBytes}");
    }

    private static SecurityKey Public(string pem)
    {
        try
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return new RsaSecurityKey(rsa);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            return Elliptic(pem, e);
        }
    }

    private static ECDsaSecurityKey Elliptic(string pem, Exception notRsa)
    {
        try
        {
            var curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            return curve.KeySize == 256
                ? new ECDsaSecurityKey(curve)
                : throw new StartupException($"JobService:Auth:Jwt:PublicKey is an EC key of {curve.KeySize} bits. Tokens are taken with RS256 or ES256: use an RSA key, or an EC key on P-256.");
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new StartupException($"JobService:Auth:Jwt:PublicKey is no RSA or EC public key in PEM: {e.Message}", notRsa);
        }
    }
}
