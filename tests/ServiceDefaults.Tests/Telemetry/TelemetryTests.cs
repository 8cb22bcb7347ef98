using System.Diagnostics;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Floe.ServiceDefaults.Tests.Telemetry;

/// <summary>Not in parallel with each other: activity listeners are the process's.</summary>
[Collection(nameof(TelemetryTests))]
public sealed class TelemetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Without_an_endpoint_nothing_of_OpenTelemetry_is_there()
    {
        using var app = Service(endpoint: null);
        Assert.Null(app.Services.GetService<TracerProvider>());
        Assert.Null(app.Services.GetService<MeterProvider>());
        Assert.Null(app.Services.GetService<LoggerProvider>());
    }

    [Fact]
    public void A_second_host_of_a_process_exports_its_logs_only()
    {
        using var app = Service("http://127.0.0.1:1", ownsProcessTelemetry: false);
        Assert.Null(app.Services.GetService<TracerProvider>());
        Assert.Null(app.Services.GetService<MeterProvider>());
        Assert.NotNull(app.Services.GetService<LoggerProvider>());
    }

    [Fact]
    public async Task Spans_of_every_room_and_of_requests_arrive_and_probes_do_not()
    {
        await using var collector = await Collector.StartAsync();
        await using (var app = Service(collector.Endpoint))
        {
            using var room = new ActivitySource("Floe.AnyRoom");
            app.MapGet("/work", () => { using var _ = room.StartActivity("work of a room"); });
            app.MapDefaultEndpoints();
            await app.StartAsync(Token);
            using var http = new HttpClient { BaseAddress = new(app.Urls.Single()) };
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health", Token)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/work", Token)).StatusCode);
            Assert.True(app.Services.GetRequiredService<TracerProvider>().ForceFlush());
        }
        var traces = await collector.ReadAsync("/v1/traces", Token);
        Assert.Contains("work of a room", traces, StringComparison.Ordinal);
        // The server's spans are named by method and route; those of the test's own client by method alone.
        Assert.Contains("GET /work", traces, StringComparison.Ordinal);
        Assert.DoesNotContain("GET /health", traces, StringComparison.Ordinal);
        Assert.Contains("from-the-environment", traces, StringComparison.Ordinal);
    }

    private static WebApplication Service(string? endpoint, bool ownsProcessTelemetry = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_SERVICE_NAME"] = "from-the-environment",
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults(ownsProcessTelemetry);
        return builder.Build();
    }

    /// <summary>An OTLP receiver that keeps the bodies: names are readable in protobuf as they are.</summary>
    private sealed class Collector(WebApplication app) : IAsyncDisposable
    {
        private readonly Channel<(string Path, string Body)> _received = Channel.CreateUnbounded<(string, string)>();

        public string Endpoint => app.Urls.Single();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var collector = new Collector(app);
            app.Run(collector.ReceiveAsync);
            await app.StartAsync(Token);
            return collector;
        }

        /// <summary>All bodies of one signal, once at least one has come.</summary>
        public async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
        {
            var bodies = new StringBuilder();
            while (bodies.Length == 0)
            {
                await _received.Reader.WaitToReadAsync(cancellationToken);
                while (_received.Reader.TryRead(out var received)) if (received.Path == path) bodies.Append(received.Body);
            }
            return bodies.ToString();
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private async Task ReceiveAsync(HttpContext context)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            _received.Writer.TryWrite((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        }
    }
}
