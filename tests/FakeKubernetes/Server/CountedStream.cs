namespace Floe.FakeKubernetes.Server;

/// <summary>Passes so many bytes on, then tells that the connection is to break.</summary>
internal sealed class CountedStream(Stream inner, long limit)
{
    private long _left = limit;

    /// <returns>False where the limit was reached within these bytes.</returns>
    public async Task<bool> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var count = (int)Math.Min(bytes.Length, _left);
        if (count > 0) await inner.WriteAsync(bytes[..count], cancellationToken);
        await inner.FlushAsync(cancellationToken);
        _left -= count;
        return _left > 0;
    }
}
