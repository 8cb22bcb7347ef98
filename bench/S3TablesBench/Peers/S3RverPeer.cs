using System.ComponentModel;
using System.Diagnostics;
using Floe.S3Tables.Client.Signing;

namespace Floe.S3TablesBench.Peers;

/// <summary>s3rver of npm: keeps objects in files, and does not sync them.</summary>
internal static class S3RverPeer
{
    /// <summary>Installs it into the folder; null, and a line that says why, where npm is missing or fails.</summary>
    public static async Task<Peer?> StartAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            var program = Path.Combine(folder, "node_modules", "s3rver", "bin", "s3rver.js");
            if (!File.Exists(program) && !await InstallAsync(folder, cancellationToken)) return null;
            var port = PeerProcess.FreePort();
            // New each time: a bucket of an earlier run would be in the way.
            var data = Directory.CreateDirectory(Path.Combine(folder, $"data-{Guid.NewGuid():N}")).FullName;
            var start = new ProcessStartInfo("node", [program, "-d", data, "-a", "127.0.0.1", "-p", $"{port}", "-s"]) { WorkingDirectory = folder };
            var process = await PeerProcess.StartAsync(start, port, cancellationToken);
            return new Peer("s3rver", process, new Uri($"http://127.0.0.1:{port}"), new AwsCredentials("S3RVER", "S3RVER"));
        }
        catch (Win32Exception e)
        {
            Console.WriteLine($"s3rver left out: npm or node cannot be started ({e.Message}).");
            return null;
        }
    }

    private static async Task<bool> InstallAsync(string folder, CancellationToken cancellationToken)
    {
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        using var install = Process.Start(new ProcessStartInfo(npm, ["install", "--prefix", folder, "--no-audit", "--no-fund", "--silent", "s3rver"]) { RedirectStandardError = true })!;
        var reason = await install.StandardError.ReadToEndAsync(cancellationToken);
        await install.WaitForExitAsync(cancellationToken);
        if (install.ExitCode != 0) Console.WriteLine($"s3rver left out: npm install s3rver ended with {install.ExitCode}: {reason.Trim()}");
        return install.ExitCode == 0;
    }
}
