using Floe.Iceberg.IO;

namespace Floe.S3Tables.ObjectStore;

/// <summary>
/// A small object as a file, for whoever needs a path. Each loan has a copy of its own, so it depends neither on the object nor on other loans; it lies
/// in the staging folder, which each start empties.
/// </summary>
internal sealed class LentCopy : ILocalFile
{
    private LentCopy(string path, long length) => (Path, Length) = (path, length);

    public string Path { get; }

    public long Length { get; }

    public static LentCopy Write(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            File.WriteAllBytes(path, content);
            return new LentCopy(path, content.Length);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(Path);
        return ValueTask.CompletedTask;
    }
}
