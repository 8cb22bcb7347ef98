using Floe.EndToEnd.Tests.Tools;

namespace Floe.EndToEnd.Tests.Compatibility.Clients;

/// <summary>The JavaScript packages, installed as the lock file says when they are not there yet.</summary>
internal static class NodeModules
{
    /// <summary>npm writes this file when an installation is complete.</summary>
    private static readonly string Complete = Path.Combine("node_modules", ".package-lock.json");

    public static async Task EnsureAsync(Tool npm, string folder, CancellationToken cancellationToken)
    {
        var lockFile = new FileInfo(Path.Combine(folder, "package-lock.json"));
        var installed = new FileInfo(Path.Combine(folder, Complete));
        if (installed.Exists && installed.LastWriteTimeUtc >= lockFile.LastWriteTimeUtc) return;

        var result = await ToolRunner.RunAsync(npm, ["ci", "--no-audit", "--no-fund"], null, cancellationToken, folder);
        if (result.ExitCode != 0) throw new ClientUnavailableException($"npm could not install the AWS SDK for JavaScript: {result.Errors.Trim()}");
    }
}
