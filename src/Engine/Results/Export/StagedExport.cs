using Floe.Engine.Syntax;

namespace Floe.Engine.Results;

/// <summary>The file that rows go to before the export has its name: a run that fails or is stopped leaves nothing.</summary>
internal sealed class StagedExport : IDisposable
{
    private readonly ResultExport _export;

    private StagedExport(ResultExport export, string path)
    {
        _export = export;
        Path = path;
    }

    public string Path { get; }

    /// <exception cref="SqlError">The file is there already, or its folder is not.</exception>
    public static StagedExport Create(ResultExport export)
    {
        var target = System.IO.Path.GetFullPath(export.Path);
        if (Directory.Exists(target))
            throw new SqlError($"{export.Path} is a folder. Name a file.");
        if (File.Exists(target) && !export.Overwrite)
            throw Exists(export);
        var folder = System.IO.Path.GetDirectoryName(target)!;
        return Directory.Exists(folder)
            ? new StagedExport(export with { Path = target }, System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(target)}.{Guid.NewGuid():N}.part"))
            : throw new SqlError($"There is no folder {folder} to write {export.Path} to. Create it first.");
    }

    public void Publish()
    {
        try
        {
            File.Move(Path, _export.Path, _export.Overwrite);
        }
        catch (IOException) when (File.Exists(_export.Path) && !_export.Overwrite)
        {
            throw Exists(_export);
        }
    }

    public void Dispose() => File.Delete(Path);

    private static SqlError Exists(ResultExport export) => new($"{export.Path} exists already. Name another file, or allow it to be replaced.");
}
