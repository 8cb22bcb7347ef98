using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Floe.Testing;

/// <summary>A file system of a few MiB in memory, which a test can fill. Linux, and only where the user may mount.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Skips the test where it cannot be mounted.</summary>
    public static SmallDisk MountOrSkip(int mebibytes)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Needs a tmpfs, which only Linux has.");
        var path = Directory.CreateTempSubdirectory("floe-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={mebibytes}m"), "tmpfs", path) is { } reason)
        {
            Directory.Delete(path);
            Assert.Skip($"Cannot mount a tmpfs here: {reason}");
        }
        return new SmallDisk(path);
    }

    public void Dispose()
    {
        // Lazily: a process that another test is just starting may hold our files until it runs its own program.
        Run("umount", "-l", Path);
        Directory.Delete(Path, recursive: true);
    }

    /// <summary>Null, or why it failed.</summary>
    private static string? Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : error.Trim();
        }
        catch (Win32Exception e)
        {
            return e.Message;
        }
    }
}
