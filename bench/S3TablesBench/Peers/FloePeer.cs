using System.Diagnostics;
using Floe.S3Tables.Client.Signing;

namespace Floe.S3TablesBench.Peers;

/// <summary>Floe's service as its users run it: a process of its own, signatures checked, every write on disk before it is acknowledged.</summary>
internal static class FloePeer
{
    public static async Task<Peer> StartAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Floe.S3Tables.dll")]) { WorkingDirectory = dataFolder };
        start.Environment["S3Tables__DataFolder"] = dataFolder;
        start.Environment["S3Tables__Port"] = "0";
        var (process, endpoint) = await PeerProcess.StartAsync(start, cancellationToken);
        return new Peer("Floe", process, endpoint, new AwsCredentials("test", "test"));
    }
}
