using Floe.JobService.Logs;
using Floe.JobService.Logs.Archive;

namespace Floe.JobService.Api;

/// <summary>A log as text.</summary>
/// <param name="parts">The log.</param>
/// <param name="end">Where to stop, even if the log has grown meanwhile; null: where the parts end.</param>
internal sealed class LogTextStream(IAsyncEnumerable<LogPart> parts, LogCursor? end) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        try
        {
            // The headers go out now: the first line may take its time.
            await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
            await foreach (var part in parts)
            {
                var lines = part.Lines;
                if (end is { } last && part.Next > last)
                {
                    if (part.Start >= last) return;
                    lines = lines[..(int)(last.Offset - part.Start.Offset)];
                }
                if (lines.IsEmpty) continue;
                await response.BodyWriter.WriteAsync(lines, httpContext.RequestAborted);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ArchiveException)
        {
            // The reader went away, the service stops, or the archive went away in mid-log: without an end the reader knows that there may be more.
            httpContext.Abort();
        }
    }
}
