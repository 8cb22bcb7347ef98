using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Floe.S3TablesBench.Load;
using Floe.S3TablesBench.Peers;

namespace Floe.S3TablesBench.Measures;

/// <summary>How much more memory the service holds for an upload as large as S3 allows. Linux only: reads VmHWM.</summary>
internal static class UploadBench
{
    private const int Block = 1 << 20;

    public static Command Command()
    {
        var size = new Option<long>("--mib") { Description = "Size of the object in MiB.", DefaultValueFactory = _ => 5 * 1024 };
        var command = new Command("upload-memory", "Peak memory of one PUT of 5 GiB, over what the warm service held before.") { size };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(size), cancellationToken));
        return command;
    }

    private static async Task RunAsync(long mebibytes, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("floe-bench-");
        using var floe = await FloePeer.StartAsync(folder.FullName, cancellationToken);
        floe.Call(floe.S3.Sign("PUT", "/bench"));
        for (var i = 0; i < 200; i++) floe.Call(floe.S3.SignWithoutBody("PUT", "/bench/small", 4096), new byte[4096]);
        var before = floe.Process.Peak;
        var started = Stopwatch.GetTimestamp();
        Upload(floe, mebibytes);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine($"{mebibytes:#,0} MiB in {seconds:0.0} s ({mebibytes / seconds:0} MiB/s); peak before {before:0} MiB, after {floe.Process.Peak:0} MiB: {floe.Process.Peak - before:0} MiB more");
        floe.Dispose();
        folder.Delete(recursive: true);
    }

    private static void Upload(Peer floe, long mebibytes)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, floe.Endpoint.Port);
        SendAll(socket, floe.S3.SignWithoutBody("PUT", "/bench/huge", mebibytes * Block));
        var block = new byte[Block];
        new Random(1).NextBytes(block);
        for (var i = 0L; i < mebibytes; i++) SendAll(socket, block);
        var answer = new byte[4096];
        var head = AnswerHead.Parse(answer.AsSpan(0, socket.Receive(answer)));
        if (head.Status != 200) throw new IOException($"The upload was answered with {head.Status}.");
    }

    private static void SendAll(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[socket.Send(bytes)..];
    }
}
