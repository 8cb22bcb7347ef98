namespace Floe.JobService.Logs;

/// <summary>Adds to one file. What was added is with the operating system before <see cref="Add"/> returns.</summary>
internal sealed class LogFileSink : ILogSink
{
    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly Action _grew;

    public LogFileSink(string path, Action grew)
    {
        _grew = grew;
        // Unbuffered: what is written survives the process, and a reader sees whole lines.
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        EndBrokenLine();
    }

    public void Add(byte[] lines)
    {
        lock (_lock) _file.Write(lines);
        _grew();
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    /// <summary>A machine that went down in mid-line leaves half of one; it must not swallow the next.</summary>
    private void EndBrokenLine()
    {
        if (_file.Length == 0) return;
        _file.Seek(-1, SeekOrigin.End);
        if (_file.ReadByte() != '\n') _file.WriteByte((byte)'\n');
    }
}
