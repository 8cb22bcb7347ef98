using System.Runtime.CompilerServices;
using Floe.Iceberg.IO;

namespace Floe.Iceberg.Tests.Support;

/// <summary>Objects as files of a temporary folder.</summary>
internal sealed class FolderFileIO : IFileIO, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("iceberg-tests-");

    public async Task<byte[]> ReadAsync(string location, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(Map(location), cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileMissingException(location, e);
        }
    }

    public async Task WriteAsync(string location, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var path = Map(location);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew);
            await file.WriteAsync(content, cancellationToken);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new FileExistsException(location, e);
        }
    }

    public Task<ILocalFile> OpenAsync(string location, CancellationToken cancellationToken) => throw new NotSupportedException("No test opens a data file.");

    public IStagedFile Stage(string location) => throw new NotSupportedException("No test writes a data file.");

    public async IAsyncEnumerable<FileEntry> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var file in _folder.EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(f => f.FullName, StringComparer.Ordinal))
        {
            var location = "s3://" + Path.GetRelativePath(_folder.FullName, file.FullName).Replace('\\', '/');
            if (location.StartsWith(prefix, StringComparison.Ordinal)) yield return new FileEntry(location, file.Length, file.LastWriteTimeUtc);
        }
    }

    public Task DeleteAsync(string location, CancellationToken cancellationToken)
    {
        if (File.Exists(Map(location))) File.Delete(Map(location));
        return Task.CompletedTask;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Where the file of a location is, or will be.</summary>
    public string LocalPath(string location) => Map(location);

    public string Folder => _folder.FullName;

    private string Map(string location)
    {
        var place = S3Location.Parse(location);
        return Path.Combine(_folder.FullName, place.Bucket, place.Key);
    }
}
