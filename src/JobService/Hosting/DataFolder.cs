using Floe.ServiceDefaults.Startup;

namespace Floe.JobService.Hosting;

/// <summary>The service's folder, held by one service at a time: two would run the same jobs.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "jobs.db");

    public string Logs => System.IO.Path.Combine(Path, "logs");

    /// <exception cref="StartupException">The folder cannot be made or written, or another service holds it.</exception>
    public static DataFolder Open(string folder)
    {
        var path = System.IO.Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(path);
            return new DataFolder(path, Hold(path));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartupException($"The data folder {path} cannot be written: {e.Message} Choose another folder, or make this one writable for the user who runs the service.", e);
        }
        catch (IOException e)
        {
            throw new StartupException($"The data folder {path} cannot be used: {e.Message} Choose a folder on a disk that works.", e);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Hold(string path)
    {
        var file = System.IO.Path.Combine(path, "jobs.lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(file))
        {
            throw new StartupException($"The data folder {path} is in use by another job service. Stop that one, or choose another folder.", e);
        }
    }
}
