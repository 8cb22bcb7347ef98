using System.Security.Cryptography;

namespace Floe.S3Tables.Client.Signing.Payload;

/// <summary>A body whose SHA-256 was signed: the read that meets its end fails if the hash is another one.</summary>
public sealed class HashVerifyingStream(Stream source, string expectedHash) : PayloadStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _ended;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || _ended) return 0;
        var read = await source.ReadAsync(buffer, cancellationToken);
        if (read > 0)
        {
            _hash.AppendData(buffer.Span[..read]);
            return read;
        }
        _ended = true;
        if (!SigV4Verifier.AreEqual(Convert.ToHexStringLower(_hash.GetHashAndReset()), expectedHash))
            throw new PayloadException(PayloadError.HashMismatch, "The provided 'x-amz-content-sha256' header does not match what was computed.");
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _hash.Dispose();
        base.Dispose(disposing);
    }
}
