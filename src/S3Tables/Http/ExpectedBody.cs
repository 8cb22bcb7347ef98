namespace Floe.S3Tables.Http;

/// <summary>
/// The body of a request that waits to be asked for it (<c>Expect: 100-continue</c>). The first read makes the server ask. Answered without a read,
/// the client may keep the body back or send it all the same; where the next request would begin is then anyone's guess, so the connection ends
/// with the answer (RFC 9110 section 10.1.1).
/// </summary>
internal sealed class ExpectedBody(Stream body) : Stream
{
    private bool _isAskedFor;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Puts itself in place of the request's body where the client waits.</summary>
    public static void Watch(HttpContext http)
    {
        var request = http.Request;
        if (!request.Headers.Expect.ToString().Equals("100-continue", StringComparison.OrdinalIgnoreCase)) return;
        if (request.ContentLength is 0 || (request.ContentLength is null && request.Headers.TransferEncoding.Count == 0)) return;
        var expected = new ExpectedBody(request.Body);
        request.Body = expected;
        http.Response.OnStarting(() =>
        {
            if (!expected._isAskedFor) http.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _isAskedFor = true;
        return body.ReadAsync(buffer, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        _isAskedFor = true;
        return body.Read(buffer, offset, count);
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
