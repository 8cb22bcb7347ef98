using Floe.Iceberg.IO;
using Floe.S3Tables.ObjectStore.Files;

namespace Floe.S3Tables.ObjectStore;

/// <summary>An object's own file, which stays where it is until this is disposed.</summary>
public sealed class LentFile : ILocalFile
{
    private readonly FileLeases _leases;
    private long _fileId;

    internal LentFile(long fileId, string path, long length, FileLeases leases)
    {
        _fileId = fileId;
        _leases = leases;
        Path = path;
        Length = length;
    }

    public string Path { get; }

    public long Length { get; }

    public ValueTask DisposeAsync()
    {
        var id = Interlocked.Exchange(ref _fileId, -1);
        if (id >= 0) _leases.Return(id);
        return ValueTask.CompletedTask;
    }
}
