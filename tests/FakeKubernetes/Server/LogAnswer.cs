using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Floe.FakeKubernetes.Server;

/// <summary>The log of a pod, as the kubelet answers through the API server. No header comes before the first line.</summary>
internal sealed class LogAnswer(FakeCluster cluster, PodLog log, Fault? fault)
{
    public async Task RunAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var timestamps = query["timestamps"] == "true";
        var follow = query["follow"] == "true";
        var at = log.First;
        if (int.TryParse(query["sinceSeconds"], NumberStyles.None, CultureInfo.InvariantCulture, out var since)) at = log.CountBefore(cluster.Now.AddSeconds(-since));
        if (int.TryParse(query["tailLines"], NumberStyles.None, CultureInfo.InvariantCulture, out var tail)) at = Math.Max(at, log.CountBeforeTail(tail));
        using var entered = log.Enter();
        http.Response.ContentType = "text/plain";
        if (fault is Fault.Silence) await Task.Delay(Timeout.Infinite, http.RequestAborted);
        var left = fault is Fault.EndAfter end ? end.Events : int.MaxValue;
        var body = new CountedStream(http.Response.Body, fault is Fault.CutAfter cut ? cut.Bytes : long.MaxValue);
        while (true)
        {
            var (lines, ended, grew) = log.Read(at, timestamps);
            at += lines.Count;
            var taken = lines.Take(left).ToList();
            left -= taken.Count;
            if (taken.Count > 0 && !await body.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(taken.Select(line => $"{line}\n"))), http.RequestAborted))
            {
                http.Abort();
                return;
            }
            if (ended || !follow || left == 0) return;
            await grew.WaitAsync(http.RequestAborted);
        }
    }
}
