using System.Buffers;
using System.IO.Pipelines;

namespace Floe.JobService.Kubernetes;

/// <summary>Lines of an answer that goes on. A line longer than the limit comes in pieces, so that memory has a bound.</summary>
internal sealed class LineReader(Stream stream, int longest) : IAsyncDisposable
{
    /// <summary>Most of a thousand logs say nothing most of the time: no buffer is held until there is something to read.</summary>
    private readonly PipeReader _pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024, useZeroByteReads: true));
    private SequencePosition? _taken;

    /// <summary>The next line without its end, valid until the next call; null at the end of the answer.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask<Line?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_taken is { } taken) _pipe.AdvanceTo(taken);
        _taken = null;
        while (true)
        {
            var read = await _pipe.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end) return Take(buffer.Slice(0, end), buffer.GetPosition(1, end), isWhole: true);
            if (buffer.Length >= longest) return Take(buffer, buffer.End, isWhole: false);
            if (read.IsCompleted)
            {
                if (!buffer.IsEmpty) return Take(buffer, buffer.End, isWhole: false);
                _pipe.AdvanceTo(buffer.End);
                return null;
            }
            _pipe.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    public ValueTask DisposeAsync() => _pipe.CompleteAsync();

    private Line Take(ReadOnlySequence<byte> line, SequencePosition next, bool isWhole)
    {
        _taken = next;
        return new(line.IsSingleSegment ? line.First : line.ToArray(), isWhole);
    }
}

/// <param name="IsWhole">False where no line end follows: the answer ends in it, or it is too long.</param>
internal readonly record struct Line(ReadOnlyMemory<byte> Text, bool IsWhole);
