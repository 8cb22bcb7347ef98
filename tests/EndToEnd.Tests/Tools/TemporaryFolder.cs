namespace Floe.EndToEnd.Tests.Tools;

internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("floe-test-");

    public string Path => _folder.FullName;

    /// <summary>The path of a new file with this content.</summary>
    public string File(string name, string content)
    {
        var path = Combine(name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    /// <summary>The path of a new file with these bytes.</summary>
    public string File(string name, byte[] content)
    {
        var path = Combine(name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>A path inside, whose folder exists.</summary>
    public string Combine(string name)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
