using System.Globalization;
using Floe.ServiceDefaults.Startup;

namespace Floe.S3Tables.Hosting;

/// <summary>The service's folder, held for this process alone as long as the object lives.</summary>
public sealed class DataFolder : IDisposable
{
    private const string LockName = "floe.lock";
    private const string HolderName = "floe.pid";

    private readonly FileStream _lock;
    private readonly bool _isTemporary;

    private DataFolder(string path, FileStream @lock, bool isTemporary)
    {
        Path = path;
        _lock = @lock;
        _isTemporary = isTemporary;
    }

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "floe.db");

    /// <summary>Takes the folder, creating it where it is missing; null takes a temporary one.</summary>
    /// <exception cref="StartupException">The folder cannot be written, or another process has it.</exception>
    public static DataFolder Take(string? folder)
    {
        var path = folder is null ? Directory.CreateTempSubdirectory("floe-").FullName : System.IO.Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(path);
            return new DataFolder(path, TakeLock(path), isTemporary: folder is null);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new StartupException($"The data folder {path} cannot be written: {e.Message} Choose another folder or change its permissions.", e);
        }
    }

    public void Dispose()
    {
        _lock.Dispose();
        if (_isTemporary) Directory.Delete(Path, recursive: true);
    }

    private static FileStream TakeLock(string path)
    {
        var lockPath = System.IO.Path.Combine(path, LockName);
        var holderPath = System.IO.Path.Combine(path, HolderName);
        FileStream file;
        try
        {
            // Not shared at all is a lock of the operating system: it goes with the process, however that ends.
            file = new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(lockPath))
        {
            throw new StartupException($"The data folder {path} is in use by another Floe{Describe(holderPath)}. Stop that one, or choose another data folder.", e);
        }
        File.WriteAllText(holderPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return file;
    }

    /// <summary>The lock itself cannot be read by others, so its holder stands in a file beside it.</summary>
    private static string Describe(string holderPath) =>
        File.Exists(holderPath) && int.TryParse(File.ReadAllText(holderPath), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? $" (process {pid})" : "";
}
