namespace Floe.S3Tables.S3.Forms;

/// <summary>The file in a form. Its reading ends where it is longer than the policy allows, instead of receiving gigabytes in vain.</summary>
internal sealed class FormFileStream(Stream file, long limit) : Stream
{
    private long _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _length; set => throw new NotSupportedException(); }

    /// <exception cref="Floe.S3Tables.Http.ServiceException">EntityTooLarge: there is more than the limit. MalformedPOSTRequest: the form ends within the file.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await ReadFileAsync(buffer, cancellationToken);
        _length += read;
        return _length <= limit ? read : throw PostErrors.TooLarge(_length, limit);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask<int> ReadFileAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await file.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException e) when (FormReader.IsMalformed(e, cancellationToken))
        {
            throw PostErrors.Malformed(e);
        }
    }
}
