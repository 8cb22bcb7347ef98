using System.Text;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Client.Signing.Payload;

namespace Floe.S3Tables.Client.Tests.Signing;

/// <summary>Writes aws-chunked bodies as SDKs do.</summary>
internal static class ChunkedBody
{
    public static byte[] Write(IEnumerable<byte[]> chunks, ChunkSignatures? signatures, params (string Name, string Value)[] trailers)
    {
        var body = new MemoryStream();
        foreach (var chunk in chunks.Where(chunk => chunk.Length > 0).Append([]))
        {
            body.Write(Encoding.ASCII.GetBytes(signatures is null ? $"{chunk.Length:x}\r\n" : $"{chunk.Length:x};chunk-signature={signatures.SignChunk(chunk)}\r\n"));
            body.Write(chunk);
            if (chunk.Length > 0) body.Write("\r\n"u8);
        }
        foreach (var (name, value) in trailers) body.Write(Encoding.ASCII.GetBytes($"{name}:{value}\r\n"));
        if (signatures is not null && trailers.Length > 0)
            body.Write(Encoding.ASCII.GetBytes($"x-amz-trailer-signature:{signatures.SignTrailers(string.Concat(trailers.Select(t => $"{t.Name}:{t.Value}\n")))}\r\n"));
        body.Write("\r\n"u8);
        return body.ToArray();
    }

    public static ChunkSignatures Chain() => new(SigningKey.Derive(AwsVectors.S3Secret, new CredentialScope("20130524", "us-east-1", "s3")), AwsVectors.S3Time, new string('0', 64));

    /// <summary>A stream that hands out what it has in pieces, as a network does.</summary>
    public static Stream Trickle(byte[] body, int piece) => new TrickleStream(body, piece);

    private sealed class TrickleStream(byte[] body, int piece) : PayloadStream
    {
        private int _position;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(Math.Min(piece, buffer.Length), body.Length - _position);
            body.AsMemory(_position, count).CopyTo(buffer);
            _position += count;
            return ValueTask.FromResult(count);
        }
    }
}
