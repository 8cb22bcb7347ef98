using System.Text;

namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>Takes over a growing file line by line, and keeps the last lines to look for an error in.</summary>
internal sealed class OutputTail(string path, long copied)
{
    private const int ChunkBytes = 256 * 1024;
    private const int KeptLines = 400;

    private readonly Queue<string> _last = new();

    /// <summary>Bytes that were taken over.</summary>
    public long Position { get; private set; } = copied;

    public IReadOnlyList<string> LastLines => [.. _last];

    /// <summary>Gives out the whole lines that came since the last call, at most a chunk of them.</summary>
    /// <param name="isEnded">The program is over: a last line without a line end counts too.</param>
    /// <returns>Null where there is nothing new.</returns>
    public string? Take(bool isEnded)
    {
        if (!File.Exists(path)) return null;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (Position >= file.Length) return null;
        file.Position = Position;
        var buffer = new byte[Math.Min(ChunkBytes, file.Length - Position)];
        var read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var end = buffer.AsSpan(0, read).LastIndexOf((byte)'\n') + 1;
        if (end == 0 && (isEnded || read == ChunkBytes)) end = read;
        if (end == 0) return null;
        Position += end;
        // Bytes that are no UTF-8 become U+FFFD: a log shows what it can.
        var text = Encoding.UTF8.GetString(buffer.AsSpan(0, end)).TrimEnd('\n');
        foreach (var line in text.Split('\n')) Keep(line.TrimEnd('\r'));
        return text;
    }

    private void Keep(string line)
    {
        if (_last.Count == KeptLines) _last.Dequeue();
        _last.Enqueue(line);
    }
}
