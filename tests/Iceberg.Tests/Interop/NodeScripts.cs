using System.Text.Json.Nodes;
using Floe.EndToEnd.Tests.Tools;

namespace Floe.Iceberg.Tests.Interop;

/// <summary>The scripts in <c>javascript</c>, with their packages installed as the lock file says. Tests are skipped, with the reason, where Node.js or the packages are missing.</summary>
internal static class NodeScripts
{
    private static readonly SemaphoreSlim Installing = new(1, 1);

    private static string Folder => RepositoryRoot.Combine("tests", "Iceberg.Tests", "Interop", "javascript");

    /// <returns>What the script printed.</returns>
    public static async Task<string> RunAsync(string script, params IEnumerable<string> arguments)
    {
        var node = Tool.OrSkip("node");
        await EnsureInstalledAsync(Tool.OrSkip("npm"));
        var result = await ToolRunner.RunAsync(node, [script, .. arguments], null, TestContext.Current.CancellationToken, Folder);
        return result.Succeeded();
    }

    public static async Task<JsonArray> RunJsonAsync(string script, params IEnumerable<string> arguments) => JsonNode.Parse(await RunAsync(script, arguments))!.AsArray();

    private static async Task EnsureInstalledAsync(Tool npm)
    {
        await Installing.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            var wanted = new FileInfo(Path.Combine(Folder, "package-lock.json"));
            // npm writes this file when an installation is complete.
            var installed = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
            if (installed.Exists && installed.LastWriteTimeUtc >= wanted.LastWriteTimeUtc) return;
            var result = await ToolRunner.RunAsync(npm, ["ci", "--no-audit", "--no-fund"], null, TestContext.Current.CancellationToken, Folder);
            Assert.SkipWhen(result.ExitCode != 0, $"npm could not install the readers: {result.Errors.Trim()}");
        }
        finally
        {
            Installing.Release();
        }
    }
}
