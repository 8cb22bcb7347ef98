using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Jobs;
using Floe.JobService.Logs;
using Floe.JobService.Logs.Archive;
using Floe.JobService.Store;

namespace Floe.JobService.Api;

/// <summary>
/// A followed log as server-sent events (WHATWG HTML, "Server-sent events"): one event per line, whose id is the cursor after it; <c>state</c>
/// when the job's state changes; <c>end</c> when no line comes any more, with the outcome. A comment now and then shows that the connection lives.
/// </summary>
/// <param name="parts">The log.</param>
/// <param name="lastAttempt">The only attempt that is followed, which ends before the job does where another one follows; null: all.</param>
internal sealed class LogEventStream(IAsyncEnumerable<LogPart> parts, int? lastAttempt) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        // Proxies such as nginx would hold events back.
        response.Headers["X-Accel-Buffering"] = "no";
        var body = response.BodyWriter;
        try
        {
            await foreach (var part in parts)
            {
                if (part.Standing is { } standing) WriteState(body, standing);
                else if (part.Lines.IsEmpty) Write(body, ": quiet\n\n"u8);
                else WriteLines(body, part);
                await body.FlushAsync(httpContext.RequestAborted);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ArchiveException)
        {
            // The follower went away, the service stops, or the archive went away in mid-log. Without an end event the follower comes back with its cursor.
            httpContext.Abort();
        }
    }

    private void WriteState(PipeWriter body, JobStanding standing)
    {
        // Without an end event a follower takes it for a broken connection, and comes back for ever.
        Write(body, standing.State.IsFinal() || lastAttempt < standing.Attempt ? "event: end\ndata: "u8 : "event: state\ndata: "u8);
        Write(body, JsonSerializer.SerializeToUtf8Bytes(new JobStateEvent(standing.State, standing.Reason), JobsWire.Json.JobStateEvent));
        Write(body, "\n\n"u8);
    }

    private static void WriteLines(PipeWriter body, LogPart part)
    {
        var cursor = part.Start;
        var rest = part.Lines.Span;
        while (!rest.IsEmpty)
        {
            var length = rest.IndexOf((byte)'\n') + 1;
            cursor = cursor with { Offset = cursor.Offset + length };
            Write(body, Encoding.ASCII.GetBytes($"id: {cursor}\ndata: "));
            Write(body, rest[..length]);
            Write(body, "\n"u8);
            rest = rest[length..];
        }
    }

    private static void Write(PipeWriter body, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(body.GetSpan(bytes.Length));
        body.Advance(bytes.Length);
    }
}
