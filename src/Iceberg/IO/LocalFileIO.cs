using System.Runtime.CompilerServices;

namespace Floe.Iceberg.IO;

/// <summary>
/// Files of one folder of this machine, by locations such as <c>file:///lake/sales/orders</c> or plain paths. Bytes are flushed to the disk before a file
/// gets its name; whether the name outlives a power cut is up to the file system.
/// </summary>
/// <param name="root">Locations outside of this folder are refused: metadata may name any path.</param>
public sealed class LocalFileIO(string root) : IFileIO
{
    private const string Scheme = "file:";
    private const string Unfinished = ".unfinished-";

    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + Path.DirectorySeparatorChar;

    /// <summary>The location of the folder itself, below which tables can be put.</summary>
    public string Location => new Uri(_root).AbsoluteUri.TrimEnd('/');

    public async Task<byte[]> ReadAsync(string location, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(Map(location), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileMissingException(location, e);
        }
    }

    public async Task WriteAsync(string location, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await using var staged = new StagedFile(location, Map(location));
        await File.WriteAllBytesAsync(staged.Path, content, cancellationToken).ConfigureAwait(false);
        await staged.PublishAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task<ILocalFile> OpenAsync(string location, CancellationToken cancellationToken)
    {
        var file = new FileInfo(Map(location));
        return file.Exists ? Task.FromResult<ILocalFile>(new LentFile(file.FullName, file.Length)) : throw new FileMissingException(location);
    }

    public IStagedFile Stage(string location) => new StagedFile(location, Map(location));

    public async IAsyncEnumerable<FileEntry> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var (path, isFolder) = (Map(prefix), prefix.EndsWith('/'));
        var folder = new DirectoryInfo(isFolder ? path : Path.GetDirectoryName(path)!);
        if (!folder.Exists) yield break;
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(f => f.FullName, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!file.FullName.StartsWith(path, StringComparison.Ordinal) || file.Name.StartsWith(Unfinished, StringComparison.Ordinal)) continue;
            var location = prefix.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? new Uri(file.FullName).AbsoluteUri : file.FullName;
            yield return new FileEntry(location, file.Length, file.LastWriteTimeUtc);
        }
    }

    public Task DeleteAsync(string location, CancellationToken cancellationToken)
    {
        var path = Map(location);
        if (File.Exists(path)) File.Delete(path);
        return Task.CompletedTask;
    }

    /// <exception cref="ArgumentException">The location is no path below the folder.</exception>
    private string Map(string location)
    {
        string path;
        try
        {
            path = Path.GetFullPath(location.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? new Uri(location).LocalPath : location);
        }
        catch (UriFormatException e)
        {
            throw new ArgumentException($"'{location}' is no location of a file: {e.Message}", nameof(location), e);
        }
        return path.StartsWith(_root, StringComparison.Ordinal) || path + Path.DirectorySeparatorChar == _root
            ? path
            : throw new ArgumentException($"'{location}' is outside of {_root}, where the files of this catalog are.", nameof(location));
    }

    private sealed class LentFile(string path, long length) : ILocalFile
    {
        public string Path => path;

        public long Length => length;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class StagedFile : IStagedFile
    {
        private readonly string _final;

        public StagedFile(string location, string final)
        {
            (Location, _final) = (location, final);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(final)!);
            // Engines tell formats by the file's extension, and what is left by a crash must not look like a file of the table.
            Path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(final)!, $"{Unfinished}{Guid.NewGuid():N}{System.IO.Path.GetExtension(final)}");
        }

        public string Location { get; }

        public string Path { get; }

        public async Task PublishAsync(CancellationToken cancellationToken)
        {
            await using (var file = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
            try
            {
                File.Move(Path, _final, overwrite: false);
            }
            catch (IOException e) when (File.Exists(_final))
            {
                throw new FileExistsException(Location, e);
            }
        }

        public ValueTask DisposeAsync()
        {
            File.Delete(Path);
            return ValueTask.CompletedTask;
        }
    }
}
