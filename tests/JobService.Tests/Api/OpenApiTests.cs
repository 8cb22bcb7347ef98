using System.Text.Json;
using Floe.JobService.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Floe.JobService.Tests.Api;

public sealed class OpenApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_route_is_documented_with_what_it_takes_gives_and_how_it_fails()
    {
        await using var service = await TestService.StartAsync();
        var paths = (await service.DoneAsync(HttpMethod.Get, "openapi/v1.json")).GetProperty("paths");

        foreach (var endpoint in Routes(service))
        {
            var path = "/" + endpoint.RoutePattern.RawText!.Trim('/');
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
            {
                var operation = paths.GetProperty(path).GetProperty(method.ToLowerInvariant());
                Assert.False(string.IsNullOrEmpty(operation.GetProperty("operationId").GetString()), $"{method} {path}");
                Assert.False(string.IsNullOrEmpty(operation.GetProperty("summary").GetString()), $"{method} {path}");
                if (method == "PUT") Assert.True(operation.TryGetProperty("requestBody", out _), $"{method} {path}");
                var responses = operation.GetProperty("responses");
                Assert.Contains(responses.EnumerateObject(), response => response.Name[0] == '2');
                foreach (var status in new[] { "401", "403", "500", "503" })
                    Assert.True(responses.GetProperty(status).GetProperty("content").TryGetProperty("application/problem+json", out _), $"{method} {path} {status}");
            }
        }
    }

    [Fact]
    public async Task The_executions_of_an_attempt_are_in_the_contract()
    {
        await using var service = await TestService.StartAsync();
        var schemas = (await service.DoneAsync(HttpMethod.Get, "openapi/v1.json")).GetProperty("components").GetProperty("schemas");

        Assert.True(schemas.GetProperty("JobAttempt").GetProperty("properties").TryGetProperty("executions", out _));
        Assert.Equal(["driverPod", "endedAt", "number", "reason", "startedAt", "state", "submissionId"], schemas.GetProperty("JobExecution").GetProperty("properties").EnumerateObject().Select(member => member.Name).Order());
    }

    [Fact]
    public async Task The_page_of_the_API_needs_nothing_from_elsewhere()
    {
        await using var service = await TestService.StartAsync();

        var page = await service.Http.GetStringAsync(new Uri("docs", UriKind.Relative), Cancel);

        Assert.DoesNotContain("https://", page.Replace("https://json-schema.org", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("scalar", page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("GET", "api/v1/nosuch", 404)]
    [InlineData("DELETE", "api/v1/jobs", 405)]
    public async Task An_error_before_any_endpoint_is_a_problem_too(string method, string path, int status)
    {
        await using var service = await TestService.StartAsync();

        var (answered, problem) = await service.SendAsync(new HttpMethod(method), path);

        Assert.Equal((status, status), (answered, problem.GetProperty("status").GetInt32()));
        Assert.Equal(JsonValueKind.String, problem.GetProperty("title").ValueKind);
    }

    private static IEnumerable<RouteEndpoint> Routes(TestService service) => service.Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Where(endpoint => endpoint.RoutePattern.RawText!.Contains("api/v1", StringComparison.Ordinal)).DistinctBy(endpoint => endpoint.DisplayName);
}
