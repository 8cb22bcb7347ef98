using System.ComponentModel;
using System.Diagnostics;
using Floe.S3Tables.Client.Signing;

namespace Floe.S3TablesBench.Peers;

/// <summary>moto's server (pip install 'moto[server]'): keeps everything in memory and checks no signature.</summary>
internal static class MotoPeer
{
    /// <summary>Null, and a line that says why, where it is not installed.</summary>
    public static async Task<Peer?> StartAsync(CancellationToken cancellationToken)
    {
        var port = PeerProcess.FreePort();
        try
        {
            var process = await PeerProcess.StartAsync(new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", $"{port}"]), port, cancellationToken);
            return new Peer("moto", process, new Uri($"http://127.0.0.1:{port}"), new AwsCredentials("test", "test"));
        }
        catch (Win32Exception e)
        {
            Console.WriteLine($"moto left out: moto_server cannot be started ({e.Message}).");
            return null;
        }
    }
}
