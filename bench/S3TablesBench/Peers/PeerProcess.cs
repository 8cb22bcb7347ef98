using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Floe.S3TablesBench.Peers;

/// <summary>A child process that serves a port; it ends with this object.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;
    private bool _isDisposed;

    private PeerProcess(Process process) => _process = process;

    /// <summary>MiB of physical memory held now. Linux only.</summary>
    public double Resident => Status("VmRSS:");

    /// <summary>The most MiB ever held. Linux only.</summary>
    public double Peak => Status("VmHWM:");

    /// <summary>Starts a program that says <c>ready URL</c>.</summary>
    public static async Task<(PeerProcess Process, Uri Endpoint)> StartAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        using var stop = cancellationToken.Register(process.Kill);
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!line.StartsWith("ready ", StringComparison.Ordinal)) continue;
            // Reads on, so that a log line cannot block the service.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return (new PeerProcess(process), new Uri(line["ready ".Length..]));
        }
        throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} ended before it was ready.");
    }

    /// <summary>Starts a program that says nothing one could wait for; it is ready when its port takes connections.</summary>
    public static async Task<PeerProcess> StartAsync(ProcessStartInfo start, int port, CancellationToken cancellationToken)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!Answers(port))
        {
            if (process.HasExited) throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode} before it was ready.");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
        return new PeerProcess(process);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>As kill -9 does.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private static bool Answers(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private double Status(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
