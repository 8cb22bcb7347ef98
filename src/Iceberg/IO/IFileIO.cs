namespace Floe.Iceberg.IO;

/// <summary>
/// The only way this library reaches bytes. A location is an <c>s3://bucket/key</c> URI (<c>s3a://</c> is read as <c>s3://</c>).
/// Engines need plain files, so reading and writing go by local paths: <see cref="OpenAsync"/> lends one, <see cref="Stage"/> takes one.
/// What a store refuses for reasons of its own, above all permissions, is a <see cref="FileRefusedException"/> from every member.
/// </summary>
public interface IFileIO
{
    /// <exception cref="FileMissingException">Nothing is stored at the location.</exception>
    Task<byte[]> ReadAsync(string location, CancellationToken cancellationToken);

    /// <summary>Durable when the task completes. Iceberg files are immutable: an existing object at the location is an error.</summary>
    /// <exception cref="FileExistsException">Something is stored at the location already.</exception>
    Task WriteAsync(string location, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Lends a local, read-only file with the object's bytes. It stays as it is until disposed, even if the object is replaced.</summary>
    /// <exception cref="FileMissingException">Nothing is stored at the location.</exception>
    Task<ILocalFile> OpenAsync(string location, CancellationToken cancellationToken);

    /// <summary>Gives a local path to write a new object to; nothing is visible at the location before it is published.</summary>
    IStagedFile Stage(string location);

    /// <summary>Objects below a prefix, in key order. For job input in general purpose buckets: table buckets do not list.</summary>
    /// <exception cref="NotSupportedException">The store does not list.</exception>
    IAsyncEnumerable<FileEntry> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Removes an object; one that is not there is no error. For general purpose buckets: table buckets refuse it, their own maintenance removes files.</summary>
    /// <exception cref="NotSupportedException">The store does not let clients delete.</exception>
    Task DeleteAsync(string location, CancellationToken cancellationToken) => throw new NotSupportedException($"{location} cannot be deleted: this store removes files by its own maintenance.");
}

/// <summary>A local file lent for reading.</summary>
public interface ILocalFile : IAsyncDisposable
{
    string Path { get; }

    long Length { get; }
}

/// <summary>A local file on its way to becoming an object. Disposing without publishing discards it.</summary>
public interface IStagedFile : IAsyncDisposable
{
    string Location { get; }

    string Path { get; }

    /// <summary>Makes the file the object at <see cref="Location"/>; durable when the task completes.</summary>
    Task PublishAsync(CancellationToken cancellationToken);
}

public sealed record FileEntry(string Location, long Length, DateTimeOffset LastModified);
