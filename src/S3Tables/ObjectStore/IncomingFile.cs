using System.Buffers;
using System.Security.Cryptography;
using Floe.S3Tables.ObjectStore.Checksums;
using Microsoft.Win32.SafeHandles;

namespace Floe.S3Tables.ObjectStore;

/// <summary>Bytes on their way in: written to a staging file and hashed as they arrive. Disposing removes the file unless it has become an object.</summary>
public sealed class IncomingFile : IDisposable
{
    private const int BufferSize = 128 * 1024;

    private readonly SafeFileHandle _file;
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private readonly ChecksumHash? _checksum;
    private readonly ChecksumAlgorithm? _algorithm;
    private byte[] _md5Bytes = [];

    internal IncomingFile(string path, ChecksumAlgorithm? algorithm)
    {
        Path = path;
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        _algorithm = algorithm;
        _checksum = algorithm is { } named ? ChecksumHash.Create(named) : null;
    }

    public string Path { get; }

    public long Length { get; private set; }

    /// <summary>After <see cref="Complete"/>.</summary>
    public ReadOnlySpan<byte> Md5 => _md5Bytes;

    public string ETag => Convert.ToHexStringLower(_md5Bytes);

    public Checksum? Checksum { get; private set; }

    public async Task WriteAsync(Stream source, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await source.ReadAsync(buffer, cancellationToken) is var read and > 0) Write(buffer.AsSpan(0, read));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Write(ReadOnlySpan<byte> data)
    {
        _md5.AppendData(data);
        _checksum?.Append(data);
        RandomAccess.Write(_file, data, Length);
        Length += data.Length;
    }

    /// <summary>Closes the file; digests can be read from here on.</summary>
    public void Complete()
    {
        _file.Dispose();
        _md5Bytes = _md5.GetHashAndReset();
        if (_checksum is not null) Checksum = new Checksum(_algorithm!.Value, _checksum.FinishBase64());
    }

    public void Dispose()
    {
        _file.Dispose();
        _md5.Dispose();
        _checksum?.Dispose();
        if (File.Exists(Path)) File.Delete(Path);
    }
}
