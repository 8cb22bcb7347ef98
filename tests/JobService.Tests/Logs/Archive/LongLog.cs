using System.Security.Cryptography;
using Floe.JobService.Logs;

namespace Floe.JobService.Tests.Logs.Archive;

/// <summary>A log of any length that is nowhere whole: each byte follows from its place. Notes how much was asked for at once.</summary>
internal sealed class LongLog(long length) : ILogSource
{
    public int LargestRead { get; private set; }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancellationToken)
    {
        LargestRead = Math.Max(LargestRead, buffer.Length);
        // Less than asked for now and then, as sources may give.
        var count = (int)Math.Min(Math.Min(buffer.Length, 3_000_001), length - offset);
        for (var i = 0; i < count; i++) buffer.Span[i] = ByteAt(offset + i);
        return ValueTask.FromResult(count);
    }

    public ValueTask<long> LengthAsync(CancellationToken cancellationToken) => ValueTask.FromResult(length);

    public async Task<string> HashAsync(CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1_000_000];
        for (long offset = 0; await ReadAsync(buffer, offset, cancellationToken) is > 0 and var count; offset += count) hash.AppendData(buffer, 0, count);
        return Convert.ToHexString(hash.GetCurrentHash());
    }

    public void Dispose()
    {
        // Holds nothing.
    }

    private static byte ByteAt(long offset) => offset % 100 == 99 ? (byte)'\n' : (byte)('a' + (offset / 100 % 26));
}
