using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Floe.FakeKubernetes.Server;

/// <summary>A watch: events after a version, bookmarks, and the ways in which watches end.</summary>
internal sealed class WatchAnswer(FakeCluster cluster, ApiRequest request, Selector selector, TimeSpan bookmarks, Fault? fault)
{
    public async Task RunAsync(HttpContext http)
    {
        var abort = http.RequestAborted;
        var from = long.Parse(http.Request.Query["resourceVersion"].ToString(), CultureInfo.InvariantCulture);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(abort);
        if (int.TryParse(http.Request.Query["timeoutSeconds"], out var seconds)) limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        if (cluster.Since(from, request.Plural, request.Namespace) is null) throw ApiException.Gone();
        http.Response.ContentType = "application/json";
        if (fault is Fault.EndEmpty) return;
        await http.Response.StartAsync(abort);
        await http.Response.Body.FlushAsync(abort);
        if (fault is Fault.Silence)
        {
            await Task.Delay(Timeout.Infinite, abort);
            return;
        }
        var body = new CountedStream(http.Response.Body, fault is Fault.CutAfter cut ? cut.Bytes : long.MaxValue);
        try
        {
            await SendAsync(body, http, from, limit.Token);
        }
        catch (OperationCanceledException) when (!abort.IsCancellationRequested)
        {
            // Its time is over: the watch ends as if nothing was.
        }
    }

    private async Task SendAsync(CountedStream body, HttpContext http, long from, CancellationToken cancellationToken)
    {
        var sent = 0;
        if (fault is Fault.ErrorEvent error) await body.WriteAsync(Line("ERROR", Encoding.UTF8.GetBytes(error.Failure.Status().ToJsonString())), cancellationToken);
        while (true)
        {
            // In this order: a bookmark must not be newer than what was sent before it.
            var (grew, version) = (cluster.Grew, cluster.Version);
            if (cluster.Since(from, request.Plural, request.Namespace) is not { } changes)
            {
                await body.WriteAsync(Line("ERROR", Encoding.UTF8.GetBytes(ApiException.Gone().Status().ToJsonString())), cancellationToken);
                return;
            }
            foreach (var change in changes)
            {
                from = change.Version;
                if (!selector.Takes(change.Object)) continue;
                if (!await body.WriteAsync(Line(change.Type, change.Object.Json), cancellationToken))
                {
                    http.Abort();
                    return;
                }
                if (fault is Fault.EndAfter end && ++sent >= end.Events) return;
            }
            await grew.WaitAsync(bookmarks, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (grew.IsCompleted) continue;
            from = version;
            await body.WriteAsync(Line("BOOKMARK", Encoding.UTF8.GetBytes($$$"""{"kind":"Bookmark","metadata":{"resourceVersion":"{{{from}}}"}}""")), cancellationToken);
        }
    }

    private static byte[] Line(string type, byte[] item) => [.. Encoding.UTF8.GetBytes($"{{\"type\":{JsonSerializer.Serialize(type)},\"object\":"), .. item, (byte)'}', (byte)'\n'];
}
