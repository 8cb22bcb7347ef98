namespace Floe.S3Tables.Tests.Storage;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("floe-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
