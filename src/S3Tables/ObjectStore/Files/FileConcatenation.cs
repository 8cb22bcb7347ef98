using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Floe.S3Tables.ObjectStore.Files;

/// <summary>Appends whole files to another. On Linux the kernel copies, or shares the blocks where the file system can (XFS, Btrfs).</summary>
internal static partial class FileConcatenation
{
    private const int BufferSize = 1024 * 1024;

    public static void Run(string target, IEnumerable<string> sources)
    {
        using var output = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var source in sources)
        {
            using var input = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            if (!TryCopyInKernel(input, output)) input.CopyTo(output, BufferSize);
        }
    }

    private static bool TryCopyInKernel(FileStream input, FileStream output)
    {
        if (!OperatingSystem.IsLinux()) return false;
        var left = input.Length;
        long from = 0, to = output.Position;
        while (left > 0)
        {
            var copied = CopyFileRange(input.SafeFileHandle, ref from, output.SafeFileHandle, ref to, (nuint)Math.Min(left, 1 << 30), 0);
            // Older kernels and some file systems do not have it; the plain copy goes on where this stopped.
            if (copied <= 0) break;
            left -= copied;
        }
        input.Position = from;
        output.Position = to;
        return left == 0;
    }

    [LibraryImport("libc", EntryPoint = "copy_file_range", SetLastError = true)]
    private static partial nint CopyFileRange(SafeFileHandle input, ref long inputOffset, SafeFileHandle output, ref long outputOffset, nuint length, uint flags);
}
