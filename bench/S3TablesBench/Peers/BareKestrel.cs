using System.Buffers;
using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using Floe.S3Tables.Client.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Floe.S3TablesBench.Peers;

/// <summary>
/// The limit: the same web server sending the same file, with no name to look up and no signature to check; and, for PUT, computing the two hashes that an S3 service
/// must (the MD5 that is the ETag, the SHA-256 that was signed) and syncing a new file.
/// </summary>
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
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var length = new FileInfo(file).Length;
        app.Run(context =>
        {
            if (HttpMethods.IsPut(context.Request.Method)) return ReceiveAsync(context, $"{file}-{Guid.NewGuid():N}");
            context.Response.ContentLength = length;
            return context.Response.SendFileAsync(file, context.RequestAborted);
        });
        await app.StartAsync(cancellationToken);
        Console.WriteLine($"ready {app.Urls.First()}");
        await app.WaitForShutdownAsync(cancellationToken);
    }

    private static async Task ReceiveAsync(HttpContext context, string path)
    {
        const int BufferSize = 256 * 1024;
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Delete);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(context.Request.ContentLength ?? BufferSize, BufferSize));
        var length = 0L;
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is var read and > 0)
        {
            var data = buffer.AsSpan(0, read);
            md5.AppendData(data);
            sha256.AppendData(data);
            RandomAccess.Write(file, data, length);
            length += read;
        }
        ArrayPool<byte>.Shared.Return(buffer);
        RandomAccess.FlushToDisk(file);
        context.Response.Headers.ETag = $"\"{Convert.ToHexStringLower(md5.GetHashAndReset())}\"";
        // Kept, these would fill the disk.
        File.Delete(path);
    }
}
