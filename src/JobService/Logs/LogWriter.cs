using System.Text;

namespace Floe.JobService.Logs;

/// <summary>Adds lines to one log file. Each line has its time (UTC, milliseconds), and is with the operating system before <see cref="Write"/> returns.</summary>
internal sealed class LogWriter : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly TimeProvider _time;
    private readonly Action _written;

    public LogWriter(string path, TimeProvider time, Action written)
    {
        _time = time;
        _written = written;
        // Unbuffered: what is written survives the process, and a reader sees whole lines.
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        EndBrokenLine();
    }

    /// <summary>Text of more than one line becomes as many lines of the log. Thread-safe.</summary>
    public void Write(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(Stamp(text));
        lock (_lock) _file.Write(bytes);
        _written();
    }

    public void Dispose() => _file.Dispose();

    private string Stamp(string text)
    {
        var stamp = _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
        var lines = new StringBuilder();
        foreach (var line in text.AsSpan().TrimEnd('\n').EnumerateLines()) lines.Append(stamp).Append(' ').Append(line).Append('\n');
        return lines.ToString();
    }

    /// <summary>A machine that went down in mid-line leaves half of one; it must not swallow the next.</summary>
    private void EndBrokenLine()
    {
        if (_file.Length == 0) return;
        _file.Seek(-1, SeekOrigin.End);
        if (_file.ReadByte() != '\n') _file.WriteByte((byte)'\n');
    }
}
