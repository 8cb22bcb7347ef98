using System.Text;
using System.Text.Json;
using Floe.JobService.Contracts;

namespace Floe.JobService.Api;

/// <summary>State changes as server-sent events (WHATWG HTML, "Server-sent events"): event <c>state</c>, its id the place in the order of all events.</summary>
/// <param name="changes">Null items: nothing happened for a while.</param>
/// <param name="cursor">Where it begins. It is told first, so that who loses the connection before any event comes back to the same place.</param>
internal sealed class EventStream(IAsyncEnumerable<JobEventData?> changes, long cursor) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        // Proxies such as nginx would hold events back.
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await response.WriteAsync($"id: {cursor}\n\n", httpContext.RequestAborted);
            await response.Body.FlushAsync(httpContext.RequestAborted);
            await foreach (var change in changes)
            {
                await response.WriteAsync(change is null ? ": quiet\n\n" : Event(change), Encoding.UTF8, httpContext.RequestAborted);
                await response.Body.FlushAsync(httpContext.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The follower went away, or the service stops: it comes back with its last id.
            httpContext.Abort();
        }
    }

    private static string Event(JobEventData change) =>
        $"event: state\nid: {change.Sequence}\ndata: {JsonSerializer.Serialize(change, JobsWire.Json.JobEventData)}\n\n";
}
