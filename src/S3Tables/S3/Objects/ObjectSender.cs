using System.Buffers;
using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.S3.Objects;

/// <summary>Sends an object's bytes.</summary>
internal static class ObjectSender
{
    private const int BufferSize = 256 * 1024;

    public static async Task SendAsync(ObjectContent content, long start, long length, HttpResponse response, CancellationToken cancellationToken)
    {
        if (length == 0) return;
        if (content.Bytes is { } bytes)
        {
            await response.Body.WriteAsync(bytes.AsMemory((int)start, (int)length), cancellationToken);
            return;
        }
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(length, BufferSize));
        try
        {
            for (var left = length; left > 0;)
            {
                var read = content.Read(buffer.AsSpan(0, (int)Math.Min(left, buffer.Length)), start);
                if (read == 0) throw new EndOfStreamException($"An object's file is {left} bytes shorter than its row says.");
                await response.Body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                start += read;
                left -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
