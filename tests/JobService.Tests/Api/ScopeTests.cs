using System.Security.Cryptography;
using System.Text;
using Floe.JobService.Auth;
using Floe.JobService.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Floe.JobService.Tests.Api;

/// <summary>What each endpoint needs, written down once more: a new endpoint has to be added here, so somebody thinks of who may use it.</summary>
public sealed class ScopeTests
{
    private static readonly string[] ForRead =
    [
        "GET /jobs", "GET /jobs/{id}", "GET /jobs/{id}/result", "GET /jobs/{id}/logs", "GET /jobs/{id}/events", "GET /events", "GET /queues", "GET /queues/{name}", "GET /schedules",
        "GET /schedules/{name}", "GET /schedules/{name}/times", "GET /templates", "GET /templates/{name}", "GET /webhooks", "GET /webhooks/{name}", "GET /webhooks/{name}/deliveries", "GET /platform",
    ];

    private static readonly string[] ForSubmit =
    [
        "POST /jobs", "POST /jobs/{id}/cancel", "POST /jobs/{id}/retry", "POST /jobs/{id}/suspend", "POST /jobs/{id}/resume", "POST /sql", "PUT /schedules/{name}", "DELETE /schedules/{name}",
        "PUT /templates/{name}", "DELETE /templates/{name}", "POST /templates/{name}/jobs", "PUT /webhooks/{name}", "DELETE /webhooks/{name}",
    ];

    private static readonly string[] ForAdmin =
    [
        "PUT /queues/{name}", "DELETE /queues/{name}", "GET /keys", "POST /keys", "DELETE /keys/{id}", "GET /external-applications", "GET /external-applications/{kind}/{space}/{name}",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_endpoint_answers_those_with_its_scope_and_no_others()
    {
        await using var service = await TestService.StartAsync(adapt: options => options with { Auth = new() { ApiKeys = [Key("read"), Key("submit"), Key("admin"), Key("read submit")] } });

        foreach (var (endpoint, needed) in ForRead.Select(name => (name, "read")).Concat(ForSubmit.Select(name => (name, "submit"))).Concat(ForAdmin.Select(name => (name, "admin"))))
        {
            Assert.Equal((endpoint, 401), (endpoint, await StatusAsync(service, endpoint, key: null)));
            foreach (var scopes in new[] { "read", "submit", "read submit", "admin" })
            {
                var may = scopes == "admin" || scopes.Split(' ').Contains(needed);
                Assert.Equal((endpoint, scopes, may), (endpoint, scopes, await StatusAsync(service, endpoint, $"{scopes}-key") is not (401 or 403)));
            }
        }
    }

    [Fact]
    public async Task Each_endpoint_is_among_them()
    {
        await using var service = await TestService.StartAsync();
        var endpoints = service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText!["/api/v1".Length..]}"));

        Assert.Equal(ForRead.Concat(ForSubmit).Concat(ForAdmin).Order(StringComparer.Ordinal), endpoints.Order(StringComparer.Ordinal));
    }

    private static async Task<int> StatusAsync(TestService service, string endpoint, string? key)
    {
        var (method, path) = endpoint.Split(' ') is [var verb, var route] ? (verb, route) : throw new ArgumentException(endpoint);
        using var request = new HttpRequestMessage(new(method), "api/v1" + path.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal));
        if (method is "POST" or "PUT") request.Content = new StringContent("[]", Encoding.UTF8, "application/json");
        if (key is not null) request.Headers.Add("X-Api-Key", key);
        // The headers alone: a stream of events has no end.
        using var response = await service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        return (int)response.StatusCode;
    }

    private static ApiKeyOptions Key(string scopes) => new(scopes, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{scopes}-key"))), scopes);
}
