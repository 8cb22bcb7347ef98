using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Floe.JobsBench.Cluster;

/// <summary>How another process tells the walk what to do.</summary>
internal static class ClusterControl
{
    public static async Task<WebApplication> StartAsync(ClusterWalk walk, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/end", http => walk.EndAsync(Whole(http, "count"), Number(http, "perSecond"), http.RequestAborted));
        app.MapPost("/write", http => walk.WriteAsync(http.Request.Query["job"]!, Whole(http, "lines"), Number(http, "perSecond"), http.RequestAborted));
        app.MapGet("/changes", http => http.Response.WriteAsync(string.Join('\n', walk.Changes), http.RequestAborted));
        app.MapGet("/streams", http =>
        {
            var log = walk.LogOf(http.Request.Query["job"]!);
            return http.Response.WriteAsync($"{log.Opened} {log.Open}", http.RequestAborted);
        });
        await app.StartAsync(cancellationToken);
        return app;
    }

    private static int Whole(HttpContext http, string name) => int.Parse(http.Request.Query[name]!, CultureInfo.InvariantCulture);

    private static double Number(HttpContext http, string name) => double.Parse(http.Request.Query[name]!, CultureInfo.InvariantCulture);
}
