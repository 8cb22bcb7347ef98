using Floe.S3TablesBench.Load;
using Microsoft.Win32.SafeHandles;

namespace Floe.S3TablesBench.Measures;

/// <summary>The bound of durable writes: bytes appended to a file and synced, by nobody but the disk. Each thread has a file of its own.</summary>
internal sealed class DiskLimit(string folder, byte[] bytes) : IDisposable
{
    private readonly ThreadLocal<SafeFileHandle> _file = new(
        () => File.OpenHandle(Path.Combine(folder, $"append-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write), trackAllValues: true);

    public void Append(Connection connection, long turn)
    {
        var file = _file.Value!;
        RandomAccess.Write(file, bytes, RandomAccess.GetLength(file));
        RandomAccess.FlushToDisk(file);
    }

    public void Dispose()
    {
        foreach (var file in _file.Values) file.Dispose();
        _file.Dispose();
    }
}
