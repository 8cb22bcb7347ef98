using System.Security.Cryptography;
using Floe.JobService.Auth;
using Floe.JobService.Tests.Support;
using Floe.ServiceDefaults.Startup;

namespace Floe.JobService.Tests.Api;

/// <summary>Tokens that are signed with a key pair: whose public half is in the settings, or is found by the issuer's discovery document.</summary>
public sealed class TokenTests
{
    private const string Job = """{"kind":"sql","tableBucket":"lake","script":"S"}""";
    private const string Issuer = "https://issuer.example";

    [Theory]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public async Task A_token_of_the_public_key_counts_and_no_other_does(string alg)
    {
        using var key = New(alg);
        using var other = New(alg);
        using var wrongKind = New(alg == "RS256" ? "ES256" : "RS256");
        await using var service = await StartAsync(new() { Audience = "floe", Issuer = Issuer, PublicKey = key.ExportSubjectPublicKeyInfoPem() });

        await CheckAsync(service, claims => TokenIssuer.Sign(claims, key), Issuer);
        foreach (var forged in new[] { TokenIssuer.Sign(Claims(Issuer), other), TokenIssuer.Sign(Claims(Issuer), wrongKind), TokenIssuer.Sign(Claims(Issuer), key, "none"), TokenIssuer.Sign(Claims(Issuer), key, "HS256") })
            Assert.Equal(401, await SubmitAsync(service, forged));
    }

    [Fact]
    public async Task A_token_of_an_OpenID_Connect_issuer_counts_and_no_other_does()
    {
        await using var issuer = await TokenIssuer.StartAsync();
        await using var service = await StartAsync(new() { Audience = "floe", Authority = issuer.Address });
        using var other = RSA.Create(2048);

        await CheckAsync(service, issuer.Token, issuer.Address);
        foreach (var forged in new[] { TokenIssuer.Sign(Claims(issuer.Address), other), TokenIssuer.Sign(Claims(issuer.Address), other, "none"), TokenIssuer.Sign(Claims(issuer.Address), other, "HS256") })
            Assert.Equal(401, await SubmitAsync(service, forged));
    }

    [Fact]
    public async Task An_issuer_that_is_away_lets_nobody_in()
    {
        string address;
        await using (var gone = await TokenIssuer.StartAsync()) address = gone.Address;
        await using var service = await StartAsync(new() { Audience = "floe", Authority = address });
        using var key = RSA.Create(2048);

        Assert.Equal(401, await SubmitAsync(service, TokenIssuer.Sign(Claims(address), key)));
    }

    [Theory]
    [InlineData("http://issuer.example")]
    [InlineData("issuer.example")]
    [InlineData("ftp://issuer.example")]
    public void An_issuer_that_anybody_could_stand_in_for_is_refused(string authority) =>
        Assert.Contains("https://", Assert.Throws<StartupException>(() => JwtSetup.SigningKey(new() { Audience = "floe", Authority = authority })).Message, StringComparison.Ordinal);

    private static async Task CheckAsync(TestService service, Func<object, string> sign, string issuer)
    {
        var later = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds();
        Assert.Equal(202, await SubmitAsync(service, sign(Claims(issuer))));
        Assert.Equal(202, await SubmitAsync(service, sign(new { sub = "ann", iss = issuer, aud = "floe", exp = later, scp = new[] { "read", "submit" } })));
        Assert.Equal(403, await SubmitAsync(service, sign(new { sub = "ann", iss = issuer, aud = "floe", exp = later, scope = "read profile" })));
        Assert.Equal(403, await SubmitAsync(service, sign(new { sub = "ann", iss = issuer, aud = "floe", exp = later })));
        Assert.Equal(401, await SubmitAsync(service, sign(new { sub = "ann", iss = issuer, aud = "other", exp = later, scope = "submit" })));
        Assert.Equal(401, await SubmitAsync(service, sign(new { sub = "ann", iss = "https://other.example", aud = "floe", exp = later, scope = "submit" })));
        Assert.Equal(401, await SubmitAsync(service, sign(new { sub = "ann", iss = issuer, aud = "floe", exp = later - 7200, scope = "submit" })));
        Assert.Equal(401, await SubmitAsync(service, sign(new { sub = "ann", iss = issuer, aud = "floe", scope = "submit" })));
        Assert.Equal(401, await SubmitAsync(service, sign(new { iss = issuer, aud = "floe", exp = later, scope = "submit" })));
    }

    private static object Claims(string issuer) => new { sub = "ann", iss = issuer, aud = "floe", exp = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds(), scope = "submit read" };

    private static async Task<int> SubmitAsync(TestService service, string token) => (await service.SendAsync(HttpMethod.Post, "api/v1/jobs", Job, token)).Status;

    private static Task<TestService> StartAsync(JwtOptions jwt) => TestService.StartAsync(adapt: options => options with { Auth = new() { Jwt = jwt } });

    private static AsymmetricAlgorithm New(string alg) => alg == "RS256" ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
}
