using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Floe.S3Tables.ObjectStore.Files;

/// <summary>
/// Makes names in a folder durable: on POSIX systems a renamed file may be gone after a power cut until its folder has been synced.
/// Callers that come while one sync runs share the next.
/// </summary>
internal sealed partial class FolderSync(string folder)
{
    private readonly Lock _lock = new();
    private long _changes;
    private long _synced;

    /// <summary>Returns when every change made before the call is durable.</summary>
    public void Sync()
    {
        var change = Interlocked.Increment(ref _changes);
        lock (_lock)
        {
            if (_synced >= change) return;
            var upTo = Interlocked.Read(ref _changes);
            SyncFolder(folder);
            _synced = upTo;
        }
    }

    public static void SyncFolder(string folder)
    {
        // NTFS journals names itself, and offers no such call.
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0) throw new IOException($"Cannot open the folder {folder} to sync it.", new Win32Exception());
        try
        {
            if (Fsync(descriptor) != 0) throw new IOException($"Cannot sync the folder {folder}.", new Win32Exception());
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
