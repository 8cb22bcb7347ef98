using System.Text;

namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>Takes over a growing file line by line, and keeps the last lines to look for an error in.</summary>
internal sealed class OutputTail
{
    private const int ChunkBytes = 256 * 1024;
    private const int KeptLines = 400;

    private const int RecalledBytes = 64 * 1024;

    private readonly string _path;
    private readonly Queue<string> _last = new();

    /// <param name="path">The file; it may not be there yet.</param>
    /// <param name="copied">Bytes of it that an earlier start of this service took over.</param>
    public OutputTail(string path, long copied)
    {
        _path = path;
        Position = copied;
        if (copied > 0 && File.Exists(path)) Recall();
    }

    /// <summary>Bytes that were taken over.</summary>
    public long Position { get; private set; }

    public IReadOnlyList<string> LastLines => [.. _last];

    /// <summary>Gives out the whole lines that came since the last call, at most a chunk of them.</summary>
    /// <param name="isEnded">The program is over: a last line without a line end counts too.</param>
    /// <returns>Null where there is nothing new.</returns>
    public string? Take(bool isEnded)
    {
        if (!File.Exists(_path)) return null;
        using var file = Open();
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
        KeepAll(text);
        return text;
    }

    /// <summary>The line that says why a run failed may be among those that were taken over before.</summary>
    private void Recall()
    {
        using var file = Open();
        var end = Math.Min(Position, file.Length);
        file.Position = Math.Max(0, end - RecalledBytes);
        var isWhole = file.Position == 0;
        var buffer = new byte[end - file.Position];
        file.ReadExactly(buffer);
        var text = Encoding.UTF8.GetString(buffer).TrimEnd('\n');
        if (text.Length > 0) KeepAll(isWhole ? text : text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
    }

    private FileStream Open() => new(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private void KeepAll(string text)
    {
        foreach (var line in text.Split('\n')) Keep(line.TrimEnd('\r'));
    }

    private void Keep(string line)
    {
        if (_last.Count == KeptLines) _last.Dequeue();
        _last.Enqueue(line);
    }
}
