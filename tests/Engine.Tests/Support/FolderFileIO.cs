using System.Runtime.CompilerServices;
using Floe.Iceberg.IO;

namespace Floe.Engine.Tests.Support;

/// <summary>An object store in a folder: <c>s3://bucket/key</c> is the file <c>bucket/key</c>. Counts what is lent, so that tests see what was not given back.</summary>
internal sealed class FolderFileIO(string root) : IFileIO
{
    private int _lent;

    /// <summary>Files lent and staged that nobody disposed.</summary>
    public int Lent => _lent;

    /// <summary>Maps locations elsewhere, for golden tables whose metadata names the paths of their writer.</summary>
    public Func<string, string?> Map { get; init; } = _ => null;

    public string PathOf(string location)
    {
        if (Map(location) is { } mapped)
            return mapped;
        var key = location.Replace("s3a://", "s3://", StringComparison.Ordinal);
        return key.StartsWith("s3://", StringComparison.Ordinal) ? Path.Combine(root, key["s3://".Length..]) : throw new ArgumentException($"{location} is no S3 location.");
    }

    public async Task<byte[]> ReadAsync(string location, CancellationToken cancellationToken) =>
        File.Exists(PathOf(location)) ? await File.ReadAllBytesAsync(PathOf(location), cancellationToken) : throw new FileMissingException(location);

    public async Task WriteAsync(string location, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (File.Exists(PathOf(location)))
            throw new FileExistsException(location);
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(location))!);
        await File.WriteAllBytesAsync(PathOf(location), content.ToArray(), cancellationToken);
    }

    public Task<ILocalFile> OpenAsync(string location, CancellationToken cancellationToken)
    {
        var file = new FileInfo(PathOf(location));
        if (!file.Exists)
            throw new FileMissingException(location);
        Interlocked.Increment(ref _lent);
        return Task.FromResult<ILocalFile>(new LentFile(this, file.FullName, file.Length));
    }

    public IStagedFile Stage(string location)
    {
        var folder = Path.Combine(root, ".staged");
        Directory.CreateDirectory(folder);
        Interlocked.Increment(ref _lent);
        return new StagedFile(this, location, Path.Combine(folder, Guid.NewGuid().ToString("N")));
    }

    public async IAsyncEnumerable<FileEntry> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var files = Directory.Exists(root) ? Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories) : [];
        foreach (var path in files.Order(StringComparer.Ordinal))
        {
            var location = "s3://" + Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
            if (location.StartsWith(prefix, StringComparison.Ordinal) && !location.StartsWith("s3://.staged/", StringComparison.Ordinal))
                yield return new FileEntry(location, new FileInfo(path).Length, File.GetLastWriteTimeUtc(path));
        }
    }

    /// <summary>What is staged now and not an object yet.</summary>
    public IReadOnlyList<string> StagedPaths() =>
        Directory.Exists(Path.Combine(root, ".staged")) ? [.. Directory.EnumerateFileSystemEntries(Path.Combine(root, ".staged"))] : [];

    private sealed class LentFile(FolderFileIO owner, string path, long length) : ILocalFile
    {
        public string Path => path;

        public long Length => length;

        public ValueTask DisposeAsync()
        {
            Interlocked.Decrement(ref owner._lent);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class StagedFile(FolderFileIO owner, string location, string path) : IStagedFile
    {
        public string Location => location;

        public string Path => path;

        public Task PublishAsync(CancellationToken cancellationToken)
        {
            var target = owner.PathOf(location);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Move(path, target);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            Interlocked.Decrement(ref owner._lent);
            File.Delete(path);
            return ValueTask.CompletedTask;
        }
    }
}
