using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Floe.ServiceDefaults.Tests;

public sealed class DefaultEndpointsTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Health_is_answered_in_every_environment(string environment)
    {
        await using var app = await StartAsync(environment, HealthCheckResult.Healthy());
        Assert.Equal([(HttpStatusCode.OK, "Healthy"), (HttpStatusCode.OK, "Healthy")], await ProbeAsync(app));
    }

    [Fact]
    public async Task A_service_that_is_not_ready_is_still_alive()
    {
        await using var app = await StartAsync("Production", HealthCheckResult.Unhealthy("the store is gone"));
        Assert.Equal([(HttpStatusCode.ServiceUnavailable, "Unhealthy"), (HttpStatusCode.OK, "Healthy")], await ProbeAsync(app));
    }

    private static async Task<WebApplication> StartAsync(string environment, HealthCheckResult ready)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHealthChecks().AddCheck("store", () => ready);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static async Task<List<(HttpStatusCode Status, string Text)>> ProbeAsync(WebApplication app)
    {
        using var http = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        var answers = new List<(HttpStatusCode, string)>();
        foreach (var path in (string[])["/health", "/alive"])
        {
            using var response = await http.GetAsync(path, TestContext.Current.CancellationToken);
            answers.Add((response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        }
        return answers;
    }
}
