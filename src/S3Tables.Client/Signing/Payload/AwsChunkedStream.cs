using System.Security.Cryptography;
using System.Text;

namespace Floe.S3Tables.Client.Signing.Payload;

/// <summary>
/// The data inside an <c>aws-chunked</c> body. A chunk is handed on while it arrives and verified at its end, so whoever reads must not keep anything before
/// the stream has ended; whatever is wrong comes as a <see cref="PayloadException"/> from the read that meets it.
/// </summary>
/// <remarks>Without <c>signatures</c> the body is of the form STREAMING-UNSIGNED-PAYLOAD-TRAILER.</remarks>
public sealed class AwsChunkedStream(Stream source, long? decodedLength, ChunkSignatures? signatures, bool hasTrailers) : PayloadStream, IHasTrailers
{
    private const int TrailerLimit = 16;

    private readonly ChunkLineReader _source = new(source);
    private readonly IncrementalHash? _chunkHash = signatures is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<string, string> _trailers = new(StringComparer.Ordinal);

    private ChunkHeader _chunk;
    private long _left;
    private long _total;
    private State _state = State.BeforeChunk;

    private enum State
    {
        BeforeChunk,
        InChunk,
        End,
    }

    public IReadOnlyDictionary<string, string> Trailers => _trailers;

    public override long Length => decodedLength ?? throw new NotSupportedException("The sender did not announce the length.");

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || _state == State.End) return 0;
        if (_state == State.BeforeChunk && !await BeginChunkAsync(cancellationToken)) return 0;

        var read = await _source.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken);
        if (read == 0) throw Incomplete("The aws-chunked body ends inside a chunk.");
        _chunkHash?.AppendData(buffer.Span[..read]);
        _left -= read;
        _total += read;
        if (decodedLength is { } announced && _total > announced) throw Incomplete($"The body holds more than the {announced} bytes of x-amz-decoded-content-length.");
        if (_left == 0) await EndChunkAsync(cancellationToken);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _chunkHash?.Dispose();
            _source.Dispose();
        }
        base.Dispose(disposing);
    }

    private static PayloadException Incomplete(string message) => new(PayloadError.Incomplete, message);

    /// <summary>False at the last, empty chunk: then trailers and all have been read and verified.</summary>
    private async ValueTask<bool> BeginChunkAsync(CancellationToken cancellationToken)
    {
        _chunk = ChunkHeader.Parse(await _source.ReadLineAsync(cancellationToken));
        if (signatures is not null && _chunk.Signature is null)
            throw new PayloadException(PayloadError.SignatureMismatch, "A chunk of the signed body has no chunk-signature.");
        _left = _chunk.Size;
        _state = State.InChunk;
        if (_left > 0) return true;

        signatures?.VerifyChunk(_chunkHash!, _chunk.Signature!);
        await ReadTrailersAsync(cancellationToken);
        if (decodedLength is { } announced && _total != announced)
            throw Incomplete($"You did not provide the number of bytes specified by the x-amz-decoded-content-length HTTP header: {_total} of {announced}.");
        _state = State.End;
        return false;
    }

    private async ValueTask EndChunkAsync(CancellationToken cancellationToken)
    {
        if ((await _source.ReadLineAsync(cancellationToken)).Length != 0) throw Incomplete("A chunk of the aws-chunked body is longer than its header says.");
        signatures?.VerifyChunk(_chunkHash!, _chunk.Signature!);
        _state = State.BeforeChunk;
    }

    private async ValueTask ReadTrailersAsync(CancellationToken cancellationToken)
    {
        string? trailerSignature = null;
        var signed = new StringBuilder();
        // Some senders leave out the last empty line; the end of the body says the same.
        while (await _source.TryReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (!hasTrailers || colon <= 0 || _trailers.Count >= TrailerLimit)
                throw new PayloadException(PayloadError.MalformedTrailer, "The request contained trailing data that was not well-formed or did not conform to our published schema.");
            var name = line[..colon].Trim().ToLowerInvariant();
            var value = line[(colon + 1)..].Trim();
            if (name == SignatureProtocol.TrailerSignatureHeader)
            {
                trailerSignature = value;
                continue;
            }
            _trailers[name] = value;
            signed.Append(name).Append(':').Append(value).Append('\n');
        }
        if (signatures is null || !hasTrailers) return;
        signatures.VerifyTrailers(signed.ToString(), trailerSignature ?? throw new PayloadException(PayloadError.MalformedTrailer, "The signed body has no x-amz-trailer-signature."));
    }
}
