using System.Collections.Concurrent;
using Floe.Iceberg.IO;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Deletes;

/// <summary>Reads the deletion vectors that a plan names. Several share a Puffin file, which is read once in the life of the reader.</summary>
public sealed class DeletionVectorReader(IFileIO io)
{
    private readonly ConcurrentDictionary<string, Task<byte[]>> _files = new(StringComparer.Ordinal);

    /// <param name="file">A delete file of a table of version 3, see <see cref="DataFile.IsDeletionVector"/>.</param>
    /// <exception cref="ArgumentException">The file is no deletion vector.</exception>
    /// <exception cref="InvalidFileException">The vector is corrupt, or not the one that the manifest describes.</exception>
    /// <exception cref="FileMissingException">The Puffin file is not there.</exception>
    public async Task<DeletionVector> ReadAsync(DataFile file, CancellationToken cancellationToken)
    {
        if (!file.IsDeletionVector) throw new ArgumentException($"{file.Path} is no deletion vector.", nameof(file));
        return Read(file, await ReadFileAsync(file.Path, cancellationToken).ConfigureAwait(false));
    }

    private async Task<byte[]> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        var reading = _files.GetOrAdd(path, p => io.ReadAsync(p, cancellationToken));
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch
        {
            // A failure, or another caller's cancellation, is not kept.
            _files.TryRemove(KeyValuePair.Create(path, reading));
            throw;
        }
    }

    private static DeletionVector Read(DataFile file, ReadOnlySpan<byte> content)
    {
        if (file.ContentOffset is not { } offset || offset < 0 || offset > content.Length)
            throw new InvalidFileException(file.Path, "content_offset", $"{file.ContentOffset?.ToString() ?? "nothing"} is no place in a file of {content.Length} bytes.");
        if (file.ContentSizeInBytes is not { } size || size < 0 || size > content.Length - offset)
            throw new InvalidFileException(file.Path, "content_size_in_bytes", $"{file.ContentSizeInBytes?.ToString() ?? "nothing"} bytes from {offset} are not in a file of {content.Length} bytes.");
        var vector = DeletionVectorBlob.Parse(file.Path, content.Slice((int)offset, (int)size));
        return vector.Cardinality == file.RecordCount
            ? vector
            : throw new InvalidFileException(file.Path, "record_count", $"the manifest tells {file.RecordCount} positions, the vector has {vector.Cardinality}.");
    }
}
