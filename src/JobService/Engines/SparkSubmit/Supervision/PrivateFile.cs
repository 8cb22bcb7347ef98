namespace Floe.JobService.Engines.SparkSubmit.Supervision;

/// <summary>Files that only their owner may read (on Windows: whom the data folder lets), written whole and to the disk.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerFolder);
    }

    /// <param name="path">The file.</param>
    /// <param name="content">All of it.</param>
    /// <param name="isDurable">False for what a crash of the machine may take back.</param>
    public static void Replace(string path, byte[] content, bool isDurable = true) => File.Move(Stage(path, content, isDurable), path, overwrite: true);

    /// <summary>False where the file is there already.</summary>
    public static bool TryAdd(string path, byte[] content)
    {
        var staged = Stage(path, content, isDurable: true);
        try
        {
            File.Move(staged, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(staged);
            return false;
        }
    }

    private static string Stage(string path, byte[] content, bool isDurable)
    {
        var staged = $"{path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerFile;
        using var file = new FileStream(staged, options);
        file.Write(content);
        if (isDurable) file.Flush(flushToDisk: true);
        return staged;
    }
}
