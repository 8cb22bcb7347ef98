using System.Runtime.CompilerServices;
using Floe.Iceberg.IO;

namespace Floe.Iceberg.Tests.Golden;

/// <summary>Reads a table that was moved: what is after <c>/metadata/</c> or <c>/data/</c> in a location is looked up in the table's folder.</summary>
internal sealed class GoldenFileIO(string folder) : IFileIO
{
    public Task<byte[]> ReadAsync(string location, CancellationToken cancellationToken) => File.ReadAllBytesAsync(Map(location), cancellationToken);

    public Task WriteAsync(string location, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => throw new NotSupportedException("Golden tables are read only.");

    public Task<ILocalFile> OpenAsync(string location, CancellationToken cancellationToken) => throw new NotSupportedException("No test opens a data file.");

    public IStagedFile Stage(string location) => throw new NotSupportedException("Golden tables are read only.");

    public async IAsyncEnumerable<FileEntry> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }

    public string Map(string location)
    {
        var at = new[] { "/metadata/", "/data/" }.Max(part => location.LastIndexOf(part, StringComparison.Ordinal));
        return at < 0 ? throw new FileMissingException(location) : Path.Combine(folder, location[(at + 1)..]);
    }
}
