using Floe.S3Tables.Http;
using Floe.ServiceDefaults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Floe.S3Tables.Hosting;

/// <summary>
/// <c>/health</c> and <c>/_floe/health</c> say whether requests can be served, <c>/alive</c> only that the process answers. The mapping of ServiceDefaults is not used:
/// routing would take these paths from buckets of the same name.
/// </summary>
internal sealed class HealthRoute(HealthCheckService checks) : IFloeRoute
{
    public string Method => HttpMethods.Get;

    public bool Matches(string path) => path is HealthEndpoints.Ready or HealthEndpoints.Alive or "/_floe/health";

    public async Task HandleAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        var onlyLive = request.RawPath == HealthEndpoints.Alive;
        var report = await checks.CheckHealthAsync(check => !onlyLive || check.Tags.Contains(HealthEndpoints.LiveTag), cancellationToken);
        request.Http.Response.StatusCode = report.Status == HealthStatus.Unhealthy ? 503 : 200;
        request.Http.Response.ContentType = "text/plain";
        await request.Http.Response.WriteAsync(report.Status.ToString(), cancellationToken);
    }
}
