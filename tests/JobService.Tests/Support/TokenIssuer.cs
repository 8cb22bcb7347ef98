using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Floe.JobService.Tests.Support;

/// <summary>An OpenID Connect issuer with a discovery document and one RSA key.</summary>
public sealed class TokenIssuer : IAsyncDisposable
{
    private readonly RSA _key = RSA.Create(2048);
    private readonly WebApplication _app;

    private TokenIssuer(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public static async Task<TokenIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var issuer = new TokenIssuer(builder.Build());
        issuer._app.MapGet("/.well-known/openid-configuration", (RequestDelegate)issuer.DiscoverAsync);
        issuer._app.MapGet("/keys", (RequestDelegate)issuer.KeysAsync);
        await issuer._app.StartAsync(TestContext.Current.CancellationToken);
        return issuer;
    }

    public string Token(object claims) => Sign(claims, _key);

    /// <summary>A token as RFC 7515 writes it, signed with this key; ES256 signatures are the plain pair of numbers.</summary>
    public static string Sign(object claims, AsymmetricAlgorithm key, string? alg = null)
    {
        alg ??= key is RSA ? "RS256" : "ES256";
        var text = Part($$"""{"alg":"{{alg}}","typ":"JWT"}""") + "." + Part(JsonSerializer.Serialize(claims));
        var bytes = Encoding.ASCII.GetBytes(text);
        var signature = alg switch
        {
            "none" => [],
            // The well-known attack: the public key, taken for a secret.
            "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()), bytes),
            _ => key is RSA rsa ? rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) : ((ECDsa)key).SignData(bytes, HashAlgorithmName.SHA256),
        };
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private Task DiscoverAsync(HttpContext http) => AnswerAsync(http, $$"""{"issuer":"{{Address}}","jwks_uri":"{{Address}}/keys"}""");

    private Task KeysAsync(HttpContext http)
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        return AnswerAsync(http, $$"""{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","n":"{{Base64Url.EncodeToString(key.Modulus)}}","e":"{{Base64Url.EncodeToString(key.Exponent)}}"}]}""");
    }

    private static Task AnswerAsync(HttpContext http, string json)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json, http.RequestAborted);
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
