using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Floe.DataGen.Tests.Upload;

/// <summary>Takes the data out of an <c>aws-chunked</c> body: <c>hex-length[;chunk-signature=…]CRLF data CRLF</c>, and trailers after the chunk of length 0.</summary>
internal static class AwsChunked
{
    public static bool IsUsed(HttpRequest request) =>
        request.Headers["x-amz-content-sha256"].ToString().StartsWith("STREAMING-", StringComparison.Ordinal);

    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(PipeReader body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await ReadChunkLengthAsync(body, cancellationToken) is > 0 and var length)
        {
            for (var left = length; left > 0;)
            {
                var read = await body.ReadAsync(cancellationToken);
                if (read.Buffer.IsEmpty && read.IsCompleted) throw new EndOfStreamException("The body ends within a chunk.");
                var piece = read.Buffer.Slice(0, Math.Min(left, read.Buffer.Length));
                foreach (var memory in piece) yield return memory;
                left -= piece.Length;
                body.AdvanceTo(piece.End);
            }
            Assert.Equal("", await ReadLineAsync(body, cancellationToken));
        }
        while (await ReadLineAsync(body, cancellationToken) is { Length: > 0 })
        {
        }
    }

    private static async Task<long> ReadChunkLengthAsync(PipeReader body, CancellationToken cancellationToken) =>
        long.Parse((await ReadLineAsync(body, cancellationToken)).Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static async Task<string> ReadLineAsync(PipeReader body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.ASCII.GetString(read.Buffer.Slice(0, end)).TrimEnd('\r');
                body.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted) return "";
        }
    }
}
