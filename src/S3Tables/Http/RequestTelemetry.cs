using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Floe.S3Tables.Http;

/// <summary>Traces and counts requests under the name <c>Floe.S3Tables</c>.</summary>
public sealed class RequestTelemetry : IDisposable
{
    public const string Name = "Floe.S3Tables";

    private readonly ActivitySource _source = new(Name);
    private readonly Histogram<double> _duration;

    public RequestTelemetry(IMeterFactory meters) => _duration = meters.Create(Name).CreateHistogram<double>(
        "floe.s3tables.request.duration", "s", "Time from the request's headers to the end of its response.");

    public Activity? Start(string service, string method)
    {
        var activity = _source.StartActivity($"{service} {method}");
        activity?.SetTag("rpc.system", "aws-api");
        activity?.SetTag("rpc.service", service);
        return activity;
    }

    public void Stop(Activity? activity, string service, HttpContext http, long started, string requestId)
    {
        var tags = new TagList { { "rpc.service", service }, { "http.request.method", http.Request.Method }, { "http.response.status_code", http.Response.StatusCode } };
        _duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
        if (activity is null) return;
        activity.SetTag("aws.request_id", requestId);
        activity.SetTag("http.response.status_code", http.Response.StatusCode);
        if (http.Response.StatusCode >= 500) activity.SetStatus(ActivityStatusCode.Error);
        activity.Dispose();
    }

    public void Dispose() => _source.Dispose();
}
