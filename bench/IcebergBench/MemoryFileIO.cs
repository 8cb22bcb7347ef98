using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Floe.Iceberg.IO;

namespace Floe.IcebergBench;

/// <summary>Files in memory: what is measured is the library, not a disk.</summary>
internal sealed class MemoryFileIO : IFileIO
{
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public long Bytes => _files.Values.Sum(f => (long)f.Length);

    public Task<byte[]> ReadAsync(string location, CancellationToken cancellationToken) =>
        _files.TryGetValue(location, out var content) ? Task.FromResult(content) : throw new FileMissingException(location);

    public Task WriteAsync(string location, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        _files.TryAdd(location, content.ToArray()) ? Task.CompletedTask : throw new FileExistsException(location);

    public Task<ILocalFile> OpenAsync(string location, CancellationToken cancellationToken) => throw new NotSupportedException("No bench opens a data file.");

    public IStagedFile Stage(string location) => throw new NotSupportedException("No bench writes a data file.");

    public async IAsyncEnumerable<FileEntry> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var (location, content) in _files.Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal))) yield return new FileEntry(location, content.Length, DateTimeOffset.UnixEpoch);
    }

    public Task DeleteAsync(string location, CancellationToken cancellationToken)
    {
        _files.TryRemove(location, out _);
        return Task.CompletedTask;
    }
}
