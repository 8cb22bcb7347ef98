namespace Floe.JobService.Engines.SparkSubmit.Supervision;

/// <summary>Standard output and standard error of a program in one file, line by line, so that lines of the two do not mix.</summary>
internal sealed class OutputFile : IDisposable
{
    /// <summary>A longer line is cut in pieces of this many bytes.</summary>
    private const int MaxLine = 32 * 1024;

    private readonly Lock _lock = new();
    private readonly FileStream _file;

    public OutputFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _file = new FileStream(path, options);
    }

    public async Task CopyAsync(Stream source)
    {
        var buffer = new byte[MaxLine];
        var held = 0;
        int read;
        while ((read = await source.ReadAsync(buffer.AsMemory(held))) > 0)
        {
            held += read;
            var end = buffer.AsSpan(0, held).LastIndexOf((byte)'\n') + 1;
            if (end == 0 && held < buffer.Length) continue;
            if (end == 0) WriteLine(buffer.AsSpan(0, end = held));
            else Write(buffer.AsSpan(0, end));
            buffer.AsSpan(end, held - end).CopyTo(buffer);
            held -= end;
        }
        if (held > 0) WriteLine(buffer.AsSpan(0, held));
    }

    public void Dispose() => _file.Dispose();

    private void WriteLine(ReadOnlySpan<byte> line) => Write([.. line, (byte)'\n']);

    private void Write(ReadOnlySpan<byte> lines)
    {
        lock (_lock) _file.Write(lines);
    }
}
