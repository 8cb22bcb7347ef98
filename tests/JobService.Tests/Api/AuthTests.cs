using System.Net;
using System.Net.ServerSentEvents;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Floe.JobService.Auth;
using Floe.JobService.Hosting;
using Floe.JobService.Tests.Support;
using Floe.ServiceDefaults.Startup;
using Microsoft.Extensions.Configuration;

namespace Floe.JobService.Tests.Api;

public abstract class AuthTests(StoreKind store) : StoreTests(store)
{
    private const string Job = """{"kind":"sql","tableBucket":"lake","script":"S"}""";
    private static readonly byte[] SigningKey = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public async Task Without_a_key_that_counts_nothing_is_answered()
    {
        await using var service = await StartWithKeysAsync();

        foreach (var bearer in new[] { null, "", "wrong", "floe_000000000000_00", "a.b.c" })
        {
            Assert.Equal(401, (await service.SendAsync(HttpMethod.Get, "api/v1/jobs", bearer: bearer)).Status);
            Assert.Equal(401, (await service.SendAsync(HttpMethod.Post, "api/v1/jobs", Job, bearer)).Status);
        }
    }

    [Fact]
    public async Task A_scope_that_is_missing_is_named()
    {
        await using var service = await StartWithKeysAsync();

        var (status, problem) = await service.SendAsync(HttpMethod.Post, "api/v1/jobs", Job, "reader-key");

        Assert.Equal(403, status);
        Assert.Contains("'submit'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Get, "api/v1/jobs", bearer: "reader-key")).Status);
        Assert.Equal(403, (await service.SendAsync(HttpMethod.Put, "api/v1/queues/q", "{}", "ann-key")).Status);
    }

    [Fact]
    public async Task A_job_of_somebody_else_is_not_there_but_for_administrators()
    {
        await using var service = await StartWithKeysAsync();
        var id = (await service.SendAsync(HttpMethod.Post, "api/v1/jobs", Job, "ann-key")).Body.GetProperty("id").GetString();

        foreach (var path in new[] { "", "/logs", "/result", "/events" }) Assert.Equal(404, (await service.SendAsync(HttpMethod.Get, $"api/v1/jobs/{id}{path}", bearer: "bob-key")).Status);
        foreach (var action in new[] { "cancel", "retry", "suspend", "resume" }) Assert.Equal(404, (await service.SendAsync(HttpMethod.Post, $"api/v1/jobs/{id}/{action}", bearer: "bob-key")).Status);
        Assert.Empty((await service.SendAsync(HttpMethod.Get, "api/v1/jobs?owner=ann", bearer: "bob-key")).Body.GetProperty("jobs").EnumerateArray());
        Assert.Equal("ann", (await service.SendAsync(HttpMethod.Get, $"api/v1/jobs/{id}", bearer: "root-key")).Body.GetProperty("owner").GetString());
        Assert.Single((await service.SendAsync(HttpMethod.Get, "api/v1/jobs?owner=ann", bearer: "root-key")).Body.GetProperty("jobs").EnumerateArray());
        Assert.Equal(202, (await service.SendAsync(HttpMethod.Post, $"api/v1/jobs/{id}/cancel", bearer: "root-key")).Status);
    }

    [Fact]
    public async Task Schedules_webhooks_and_events_of_somebody_else_are_not_there_but_for_administrators()
    {
        await using var service = await StartWithKeysAsync();
        await service.SendAsync(HttpMethod.Put, "api/v1/schedules/n", """{"cron":"0 0 * * *","job":""" + Job + "}", "ann-key");
        await service.SendAsync(HttpMethod.Put, "api/v1/webhooks/n", """{"url":"https://example.org/hook"}""", "ann-key");
        await service.SendAsync(HttpMethod.Post, "api/v1/jobs", Job, "ann-key");

        foreach (var path in new[] { "schedules/n", "schedules/n/times", "webhooks/n", "webhooks/n/deliveries" })
        {
            Assert.Equal((path, 404), (path, (await service.SendAsync(HttpMethod.Get, $"api/v1/{path}", bearer: "bob-key")).Status));
            Assert.Equal((path, 200), (path, (await service.SendAsync(HttpMethod.Get, $"api/v1/{path}", bearer: "root-key")).Status));
        }
        foreach (var list in new[] { "schedules", "webhooks" })
        {
            Assert.Empty((await service.SendAsync(HttpMethod.Get, $"api/v1/{list}", bearer: "bob-key")).Body.GetProperty(list).EnumerateArray());
            Assert.Single((await service.SendAsync(HttpMethod.Get, $"api/v1/{list}", bearer: "root-key")).Body.GetProperty(list).EnumerateArray());
        }
        var own = (await service.SendAsync(HttpMethod.Post, "api/v1/jobs", Job, "bob-key")).Body.GetProperty("id").GetString()!;
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/events?cursor=0");
        request.Headers.Add("X-Api-Key", "bob-key");
        using var response = await service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        var first = await SseParser.Create(await response.Content.ReadAsStreamAsync(Cancel)).EnumerateAsync(Cancel).FirstAsync(Cancel);
        Assert.Contains(own, first.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_owners_may_use_the_same_idempotency_key()
    {
        await using var service = await StartWithKeysAsync();

        var ids = new HashSet<string?>();
        foreach (var key in new[] { "ann-key", "bob-key" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/jobs") { Content = new StringContent(Job) };
            request.Headers.Add("Idempotency-Key", "k");
            request.Headers.Add("X-Api-Key", key);
            using var response = await service.Http.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
            ids.Add(JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("id").GetString());
        }

        Assert.Equal(2, ids.Count);
    }

    [Fact]
    public async Task Names_of_somebody_elses_schedules_templates_and_webhooks_are_taken()
    {
        await using var service = await StartWithKeysAsync();
        var bodies = new Dictionary<string, string>
        {
            ["schedules"] = """{"cron":"0 0 * * *","job":""" + Job + "}",
            ["templates"] = """{"job":{}}""",
            ["webhooks"] = """{"url":"https://example.org/hook"}""",
        };
        foreach (var (what, body) in bodies)
        {
            Assert.Equal(201, (await service.SendAsync(HttpMethod.Put, $"api/v1/{what}/n", body, "ann-key")).Status);
            Assert.Equal(409, (await service.SendAsync(HttpMethod.Put, $"api/v1/{what}/n", body, "bob-key")).Status);
            Assert.True((await service.SendAsync(HttpMethod.Delete, $"api/v1/{what}/n", bearer: "bob-key")).Status is 404 or 409);
            Assert.Equal(200, (await service.SendAsync(HttpMethod.Put, $"api/v1/{what}/n", body, "root-key")).Status);
        }
        Assert.Equal("ann", (await service.SendAsync(HttpMethod.Get, "api/v1/schedules/n", bearer: "ann-key")).Body.GetProperty("owner").GetString());
    }

    [Fact]
    public async Task A_key_made_over_the_API_counts_until_it_is_deleted_and_is_shown_once()
    {
        await using var service = await StartWithKeysAsync();
        var made = (await service.SendAsync(HttpMethod.Post, "api/v1/keys", """{"owner":"eve","scopes":["submit","read"]}""", "root-key")).Body;
        var key = made.GetProperty("key").GetString()!;

        Assert.Equal(202, (await service.SendAsync(HttpMethod.Post, "api/v1/jobs", Job, key)).Status);
        Assert.Equal(401, (await service.SendAsync(HttpMethod.Get, "api/v1/jobs", bearer: key[..^1] + (key[^1] == '0' ? '1' : '0'))).Status);
        Assert.DoesNotContain(key, (await service.SendAsync(HttpMethod.Get, "api/v1/keys", bearer: "root-key")).Body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(204, (await service.SendAsync(HttpMethod.Delete, $"api/v1/keys/{made.GetProperty("id").GetString()}", bearer: "root-key")).Status);
        Assert.Equal(401, (await service.SendAsync(HttpMethod.Get, "api/v1/jobs", bearer: key)).Status);
    }

    [Fact]
    public async Task A_token_counts_by_its_signature_audience_time_and_scopes()
    {
        await using var service = await StartAsync(adapt: options => options with { Auth = new() { Jwt = new() { Audience = "floe", SymmetricKey = Convert.ToBase64String(SigningKey) } } });
        var later = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds();

        Assert.Equal(202, (await service.SendAsync(HttpMethod.Post, "api/v1/jobs", Job, Token($$"""{"sub":"ann","aud":"floe","exp":{{later}},"scope":"submit read"}"""))).Status);
        Assert.Equal(403, (await service.SendAsync(HttpMethod.Post, "api/v1/jobs", Job, Token($$"""{"sub":"ann","aud":"floe","exp":{{later}},"scope":"read"}"""))).Status);
        Assert.Equal(401, (await service.SendAsync(HttpMethod.Get, "api/v1/jobs", bearer: Token($$"""{"sub":"ann","aud":"other","exp":{{later}},"scope":"read"}"""))).Status);
        Assert.Equal(401, (await service.SendAsync(HttpMethod.Get, "api/v1/jobs", bearer: Token("""{"sub":"ann","aud":"floe","exp":1000000000,"scope":"read"}"""))).Status);
        Assert.Equal(401, (await service.SendAsync(HttpMethod.Get, "api/v1/jobs", bearer: Token($$"""{"sub":"ann","aud":"floe","exp":{{later}},"scope":"read"}""", alg: "none"))).Status);
        // What a token leaves out does not count for it.
        foreach (var claims in new[] { """{"sub":"ann","aud":"floe","scope":"read"}""", $$"""{"sub":"ann","exp":{{later}},"scope":"read"}""", $$"""{"aud":"floe","exp":{{later}},"scope":"read"}""", $$"""{"sub":"","aud":"floe","exp":{{later}},"scope":"read"}""" })
            Assert.Equal((claims, 401), (claims, (await service.SendAsync(HttpMethod.Get, "api/v1/jobs", bearer: Token(claims))).Status));
        Assert.Equal(403, (await service.SendAsync(HttpMethod.Get, "api/v1/jobs", bearer: Token($$"""{"sub":"ann","aud":"floe","exp":{{later}}}"""))).Status);
        Assert.Equal(401, (await service.SendAsync(HttpMethod.Get, "api/v1/jobs", bearer: Token($$"""{"sub":"ann","aud":"floe","exp":{{later}},"nbf":{{later}},"scope":"read"}"""))).Status);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task An_open_service_does_not_answer_the_pages_of_others(string header, string value)
    {
        await using var service = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/jobs") { Content = new StringContent(Job) };
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await service.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private Task<TestService> StartWithKeysAsync() => StartAsync(adapt: options => options with
    {
        Auth = new() { ApiKeys = [Key("ann", "submit read"), Key("bob", "submit read"), Key("reader", "read"), Key("root", "admin")] },
    });

    private static ApiKeyOptions Key(string owner, string scopes) => new(owner, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{owner}-key"))), scopes);

    private static string Token(string claims, string alg = "HS256")
    {
        var text = $"{Base64($$"""{"alg":"{{alg}}","typ":"JWT"}""")}.{Base64(claims)}";
        return $"{text}.{(alg == "none" ? "" : System.Buffers.Text.Base64Url.EncodeToString(HMACSHA256.HashData(SigningKey, Encoding.ASCII.GetBytes(text))))}";
    }

    private static string Base64(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}

public sealed class AuthTestsOnSqlite() : AuthTests(StoreKind.Sqlite);

public sealed class AuthTestsOnPostgres() : AuthTests(StoreKind.Postgres);

public sealed class AuthSettingsTests
{
    [Theory]
    [InlineData("JobService:Auth:ApiKeys:0:Owner", "a")]
    [InlineData("JobService:Auth:ApiKeys:0:Sha256", "xyz")]
    [InlineData("JobService:Auth:Jwt:Authority", "https://issuer.example")]
    [InlineData("JobService:Auth:Jwt:Audience", "floe")]
    [InlineData("JobService:Engines:embedded:StartsPerSecond", "fast")]
    [InlineData("JobService:Webhooks:AllowPrivateAddresses", "perhaps")]
    [InlineData("JobService:Cleanup:JobsAfterDays", "0")]
    public void A_setting_that_cannot_be_is_named(string key, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();

        Assert.Contains("JobService:", Assert.Throws<StartupException>(() => JobServiceConfiguration.Read(configuration)).Message, StringComparison.Ordinal);
    }
}
