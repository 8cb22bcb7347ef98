using Floe.ServiceDefaults.Files;
using Microsoft.Win32.SafeHandles;

namespace Floe.JobService.Logs;

/// <summary>Puts one log file on the disk, with its name where it is new.</summary>
/// <param name="path">The file, in the folder of its job.</param>
/// <param name="file">The same, open.</param>
/// <param name="isNew">Whether its name has to be made durable, and that of its folder.</param>
internal sealed class LogFileSync(string path, SafeFileHandle file, bool isNew)
{
    private readonly Lock _syncing = new();
    private long _changes = 1;
    private long _synced;

    /// <summary>Something was written.</summary>
    public void Changed() => Interlocked.Increment(ref _changes);

    /// <summary>Returns when every change before the call is durable. Waits for the disk.</summary>
    /// <exception cref="IOException">The disk does not do it.</exception>
    public void Sync()
    {
        var change = Interlocked.Read(ref _changes);
        lock (_syncing)
        {
            if (_synced >= change) return;
            var upTo = Interlocked.Read(ref _changes);
            RandomAccess.FlushToDisk(file);
            if (isNew && _synced == 0) SyncNames(Path.GetDirectoryName(Path.GetFullPath(path))!);
            _synced = upTo;
        }
    }

    private static void SyncNames(string folder)
    {
        FolderNames.Sync(folder);
        if (Path.GetDirectoryName(folder) is { Length: > 0 } parent) FolderNames.Sync(parent);
    }
}
