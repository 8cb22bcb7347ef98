using Floe.ServiceDefaults.Http;
using Floe.ServiceDefaults.Logging;
using Floe.ServiceDefaults.Startup;
using Floe.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Floe.ServiceDefaults;

/// <summary>What every service of Floe has in common: telemetry, health, HTTP clients that retry what may be retried.</summary>
public static class ServiceDefaultsExtensions
{
    /// <param name="builder">The service's builder.</param>
    /// <param name="ownsProcessTelemetry">
    /// False for the second and later hosts of one process. Traces and metrics listen to the whole process, so with two exporters
    /// every span would arrive twice; logs belong to a host and are exported by each.
    /// </param>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder, bool ownsProcessTelemetry = true)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddLogLevels();
        builder.AddTelemetry(ownsProcessTelemetry);
        builder.AddStartupReporting();
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [HealthEndpoints.LiveTag]);
        builder.Services.ConfigureHttpClientDefaults(http => http.AddIdempotentRetries());
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c> (ready: every check) and <c>/alive</c> (only those tagged <c>live</c>), in every environment: Kubernetes probes
    /// them too. Both answer without authentication and tell nothing but Healthy, Degraded or Unhealthy.
    /// </summary>
    public static TApp MapDefaultEndpoints<TApp>(this TApp app)
        where TApp : IEndpointRouteBuilder
    {
        app.MapHealthChecks(HealthEndpoints.Ready).AllowAnonymous();
        app.MapHealthChecks(HealthEndpoints.Alive, new HealthCheckOptions { Predicate = check => check.Tags.Contains(HealthEndpoints.LiveTag) }).AllowAnonymous();
        return app;
    }
}
