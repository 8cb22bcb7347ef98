namespace Floe.Floe.Tests.Sql;

/// <summary>The shell on a real pseudo-terminal, which Python opens and types into.</summary>
public sealed class RealTerminalTests(PlatformFixture fixture) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task The_shell_runs_completes_is_interrupted_and_leaves()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pseudo-terminals of this kind.");
        var (exitCode, output) = await Python.RunAsync(
            fixture.Folder,
            [Path.Combine(AppContext.BaseDirectory, "Sql", "terminal.py"), Path.Combine(AppContext.BaseDirectory, "floe.dll"), fixture.Platform.JobsEndpoint.AbsoluteUri, fixture.Folder],
            TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, output);
    }
}
