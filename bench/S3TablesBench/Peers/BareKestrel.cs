using System.CommandLine;
using System.Diagnostics;
using Floe.S3Tables.Client.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Floe.S3TablesBench.Peers;

/// <summary>The limit: the same web server sending the same file, with no name to look up and no signature to check.</summary>
internal static class BareKestrel
{
    public static async Task<Peer> StartAsync(string file, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Floe.S3TablesBench.dll"), "bare", file]);
        var (process, endpoint) = await PeerProcess.StartAsync(start, cancellationToken);
        return new Peer("bare Kestrel", process, endpoint, new AwsCredentials("test", "test"));
    }

    public static Command Command()
    {
        var file = new Argument<FileInfo>("file");
        var command = new Command("bare", "Serves one file; started by the other commands.") { file };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) => ServeAsync(parsed.GetValue(file)!.FullName, cancellationToken));
        return command;
    }

    private static async Task ServeAsync(string file, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var length = new FileInfo(file).Length;
        app.Run(context =>
        {
            context.Response.ContentLength = length;
            return context.Response.SendFileAsync(file, context.RequestAborted);
        });
        await app.StartAsync(cancellationToken);
        Console.WriteLine($"ready {app.Urls.First()}");
        await app.WaitForShutdownAsync(cancellationToken);
    }
}
