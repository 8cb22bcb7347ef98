using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Floe.ServiceDefaults.Telemetry;

internal static class TelemetryExtensions
{
    /// <summary>The standard variable that says where telemetry goes. Unset: nothing of OpenTelemetry is loaded, and starting stays fast.</summary>
    public const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The rooms name their sources and meters Floe.S3Tables, Floe.Engine, Floe.JobService, ...</summary>
    private const string EveryRoom = "Floe.*";

    public static void AddTelemetry(this IHostApplicationBuilder builder, bool ownsProcessTelemetry)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[EndpointKey])) return;

        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
            // UseOtlpExporter, below, is for all three signals and must not meet an exporter of one.
            if (!ownsProcessTelemetry) logs.AddOtlpExporter();
        });
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => Describe(resource, builder.Environment));
        if (ownsProcessTelemetry) telemetry.WithTracing(Trace).WithMetrics(Measure).UseOtlpExporter();
    }

    private static void Trace(TracerProviderBuilder tracing) => tracing
        .AddSource(EveryRoom)
        .AddAspNetCoreInstrumentation(options => options.Filter = context => !HealthEndpoints.IsProbe(context.Request.Path))
        .AddHttpClientInstrumentation();

    private static void Measure(MeterProviderBuilder metrics) => metrics
        .AddMeter(EveryRoom)
        .AddAspNetCoreInstrumentation()
        .AddHttpClientInstrumentation()
        .AddRuntimeInstrumentation();

    /// <summary>The environment (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) comes last: it wins over what the service says of itself.</summary>
    private static void Describe(ResourceBuilder resource, IHostEnvironment environment) => resource
        .AddService(environment.ApplicationName, serviceVersion: Assembly.GetEntryAssembly()?.GetName().Version?.ToString(3))
        .AddAttributes([new("deployment.environment.name", environment.EnvironmentName)])
        .AddEnvironmentVariableDetector();
}
