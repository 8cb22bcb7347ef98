using System.Buffers;
using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.ObjectStore.Files;
using Microsoft.Win32.SafeHandles;

namespace Floe.S3Tables.ObjectStore;

/// <summary>
/// Bytes on their way in, hashed as they arrive. A few stay in memory; what is more goes to a staging file, which disposing removes unless it has become an object.
/// </summary>
public sealed class IncomingContent : IDisposable
{
    private const int BufferSize = 256 * 1024;

    private readonly ContentHashes _hashes;
    private readonly int _maxInline;
    private byte[] _body = [];
    private SafeFileHandle? _file;

    /// <param name="path">Of the staging file, should there be one.</param>
    /// <param name="maxInline">The most bytes to keep in memory; negative where there must be a file.</param>
    /// <param name="hashes">What to compute.</param>
    internal IncomingContent(string path, int maxInline, ContentHashes hashes) => (Path, _maxInline, _hashes) = (path, maxInline, hashes);

    public string Path { get; }

    public long Length { get; private set; }

    /// <summary>The whole content, where it has no file.</summary>
    public byte[]? Body => _file is null ? _body : null;

    /// <summary>After <see cref="Complete"/>.</summary>
    public ReadOnlySpan<byte> Md5 => _hashes.Md5;

    public string ETag => Convert.ToHexStringLower(_hashes.Md5);

    /// <summary>What the sender's own checksum is compared with; null where it names none.</summary>
    public Checksum? Claimed => _hashes.Claimed;

    /// <summary>The checksum to keep.</summary>
    public Checksum? Checksum => _hashes.Kept;

    /// <summary>Receives all of it. While one piece is hashed and written the next one arrives, so that two processors work on a large body.</summary>
    public async Task WriteAsync(Stream source, long? expectedLength, CancellationToken cancellationToken)
    {
        // One byte more shows the end without a second read.
        var size = (int)Math.Min((expectedLength ?? BufferSize) + 1, BufferSize);
        var (filling, idle) = (ArrayPool<byte>.Shared.Rent(size), (byte[]?)null);
        var writing = Task.CompletedTask;
        try
        {
            while (await FillAsync(source, filling, cancellationToken) is var count and > 0)
            {
                await writing;
                if (count < filling.Length)
                {
                    // The last piece; small bodies have no other.
                    Write(filling.AsSpan(0, count));
                    break;
                }
                var full = filling;
                writing = Task.Run(() => Write(full), CancellationToken.None);
                (filling, idle) = (idle ?? ArrayPool<byte>.Shared.Rent(BufferSize), full);
            }
            await writing;
        }
        finally
        {
            // The buffer may not be given back before it has been written, whatever has failed meanwhile.
            await writing.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            ArrayPool<byte>.Shared.Return(filling);
            if (idle is not null) ArrayPool<byte>.Shared.Return(idle);
        }
    }

    public void Write(ReadOnlySpan<byte> data)
    {
        if (_file is null)
        {
            if (Length + data.Length <= _maxInline)
            {
                _body = _body.Length == 0 ? data.ToArray() : [.. _body, .. data];
                Length = _body.Length;
                return;
            }
            _file = File.OpenHandle(Path, FileMode.CreateNew, FileAccess.Write);
            var begun = _body;
            (_body, Length) = ([], 0);
            Append(begun);
        }
        Append(data);
    }

    /// <summary>Closes the file; digests can be read from here on.</summary>
    public void Complete()
    {
        if (_file is null && _maxInline < 0) _file = File.OpenHandle(Path, FileMode.CreateNew, FileAccess.Write);
        _file?.Dispose();
        _hashes.Finish(_body);
    }

    public void Dispose()
    {
        _hashes.Dispose();
        if (_file is null) return;
        _file.Dispose();
        if (File.Exists(Path)) File.Delete(Path);
    }

    private static async ValueTask<int> FillAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        var count = 0;
        while (count < buffer.Length && await source.ReadAsync(buffer.AsMemory(count), cancellationToken) is var read and > 0) count += read;
        return count;
    }

    private void Append(ReadOnlySpan<byte> data)
    {
        _hashes.Append(data);
        RandomAccess.Write(_file!, data, Length);
        Writeback.Begin(_file!, Length, data.Length);
        Length += data.Length;
    }
}
