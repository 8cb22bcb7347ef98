using Floe.S3TablesBench.Load;
using Microsoft.Win32.SafeHandles;

namespace Floe.S3TablesBench.Measures;

/// <summary>
/// The bound of durable writes: bytes written and synced by nobody but the disk. Appending makes the file system record the new length with each sync; a log that is
/// used again, as the database's is, does not. Each thread has a file of its own.
/// </summary>
internal sealed class DiskLimit(string folder, byte[] bytes) : IDisposable
{
    private const int Log = 16 * 1024 * 1024;

    private readonly ThreadLocal<SafeFileHandle> _appended = new(() => Create(folder), trackAllValues: true);
    private readonly ThreadLocal<SafeFileHandle> _overwritten = new(() => CreateLog(folder), trackAllValues: true);

    public void Append(Connection connection, long turn)
    {
        var file = _appended.Value!;
        RandomAccess.Write(file, bytes, RandomAccess.GetLength(file));
        RandomAccess.FlushToDisk(file);
    }

    public void Overwrite(Connection connection, long turn)
    {
        var file = _overwritten.Value!;
        RandomAccess.Write(file, bytes, turn * bytes.Length % Log);
        RandomAccess.FlushToDisk(file);
    }

    public void Dispose()
    {
        foreach (var file in _appended.Values.Concat(_overwritten.Values)) file.Dispose();
        _appended.Dispose();
        _overwritten.Dispose();
    }

    private static SafeFileHandle CreateLog(string folder)
    {
        var file = Create(folder);
        RandomAccess.Write(file, new byte[Log], 0);
        RandomAccess.FlushToDisk(file);
        return file;
    }

    private static SafeFileHandle Create(string folder) => File.OpenHandle(Path.Combine(folder, $"disk-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write);
}
