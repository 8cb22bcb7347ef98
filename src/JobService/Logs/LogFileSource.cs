using Microsoft.Win32.SafeHandles;

namespace Floe.JobService.Logs;

internal sealed class LogFileSource(string path) : ILogSource
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);

    public ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancellationToken) => RandomAccess.ReadAsync(_file, buffer, offset, cancellationToken);

    public ValueTask<long> LengthAsync(CancellationToken cancellationToken) => ValueTask.FromResult(RandomAccess.GetLength(_file));

    public void Dispose() => _file.Dispose();
}
