namespace Floe.Testing;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("floe-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
