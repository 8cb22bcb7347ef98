using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Floe.S3Tables.ObjectStore.Files;

/// <summary>Has the kernel begin to write a file's pages to disk while more of it arrives, so that the sync at its end finds little left. Linux only; elsewhere nothing.</summary>
internal static partial class Writeback
{
    /// <summary>A multiple of any disk's own unit, and large enough that the calls cost nothing.</summary>
    private const long Piece = 8 * 1024 * 1024;

    /// <summary>SYNC_FILE_RANGE_WRITE: start, and wait for nothing.</summary>
    private const uint StartOnly = 2;

    /// <summary>Bytes have been written at an offset; whenever they complete a piece of the file, that piece is begun.</summary>
    public static void Begin(SafeFileHandle file, long offset, long count)
    {
        var first = offset / Piece;
        var next = (offset + count) / Piece;
        // A hint: where it is refused, the sync does all of it.
        if (OperatingSystem.IsLinux() && next > first) _ = SyncFileRange(file, first * Piece, (next - first) * Piece, StartOnly);
    }

    [LibraryImport("libc", EntryPoint = "sync_file_range")]
    private static partial int SyncFileRange(SafeFileHandle file, long offset, long count, uint flags);
}
