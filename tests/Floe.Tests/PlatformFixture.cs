using Floe.Testing;

namespace Floe.Floe.Tests;

/// <summary>One <c>floe up</c> for the tests of a class; each test takes names of its own.</summary>
public sealed class PlatformFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    internal RunningPlatform Platform { get; private set; } = null!;

    internal string Folder => _folder.Path;

    public async ValueTask InitializeAsync() => Platform = await RunningPlatform.StartAsync(Path.Combine(_folder.Path, "data"), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Platform.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Runs a command against this platform.</summary>
    internal Task<FloeResult> FloeAsync(params string[] arguments) =>
        FloeProcess.RunAsync(_folder.Path, [.. arguments, "--server", Platform.JobsEndpoint.AbsoluteUri], TestContext.Current.CancellationToken);
}
