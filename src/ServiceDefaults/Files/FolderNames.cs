using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Floe.ServiceDefaults.Files;

/// <summary>Makes the names in a folder durable: on POSIX systems a new or renamed file may be gone after a power cut until its folder has been synced.</summary>
public static partial class FolderNames
{
    /// <exception cref="IOException">They cannot be.</exception>
    public static void Sync(string folder)
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
