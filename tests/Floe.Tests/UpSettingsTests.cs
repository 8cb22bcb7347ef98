using System.Security.Cryptography;
using System.Text;
using Floe.Testing;

namespace Floe.Floe.Tests;

/// <summary><c>floe up</c> with settings of the job service, and commands that show a key.</summary>
public sealed class UpSettingsTests : IDisposable
{
    private const string Key = "a-key-of-enough-letters";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Keys_and_limits_of_the_settings_count_and_commands_show_a_key()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));
        await using var process = FloeProcess.Start(_folder.Path, new Dictionary<string, string>
        {
            ["JobService__Auth__ApiKeys__0__Owner"] = "ada",
            ["JobService__Auth__ApiKeys__0__Sha256"] = hash,
            ["JobService__Auth__ApiKeys__0__Scopes"] = "submit read",
        }, "up", "--data-dir", Path.Combine(_folder.Path, "data"), "--aws-port", "0", "--port", "0");
        await process.WaitForLineAsync(line => line == "ready", Token);
        var server = process.Output.Split('\n').First(line => line.StartsWith("Job service", StringComparison.Ordinal)).Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal)).Trim();

        var without = await FloeProcess.RunAsync(_folder.Path, ["jobs", "--server", server], Token);
        var listed = await FloeAsync(server, "jobs");
        var tables = await FloeAsync(server, "tables", "list");
        var tablesWithout = await FloeProcess.RunAsync(_folder.Path, ["tables", "list", "--server", server], Token);

        Assert.Equal((1, 0, 0, 1), (without.ExitCode, listed.ExitCode, tables.ExitCode, tablesWithout.ExitCode));
        Assert.Contains("API key", without.Error);
        // What a command asks the job service before it goes to S3 needs the key as well.
        Assert.Contains("API key", tablesWithout.Error);
        Assert.DoesNotContain("   at ", tablesWithout.Error);
    }

    [Fact]
    public async Task A_setting_that_is_wrong_is_named()
    {
        await using var process = FloeProcess.Start(_folder.Path, new Dictionary<string, string> { ["JobService__MaxRunningJobs"] = "many" }, "up", "--data-dir", Path.Combine(_folder.Path, "data"), "--aws-port", "0", "--port", "0");

        Assert.Equal(1, await process.WaitForExitAsync(Token));
        Assert.Contains("JobService__MaxRunningJobs", process.Error);
    }

    private async Task<FloeResult> FloeAsync(string server, params string[] arguments)
    {
        await using var process = FloeProcess.Start(_folder.Path, new Dictionary<string, string> { ["FLOE_API_KEY"] = Key, ["FLOE_SERVER"] = server }, arguments);
        var exitCode = await process.WaitForExitAsync(Token);
        return new(exitCode, process.Output, process.Error);
    }
}
