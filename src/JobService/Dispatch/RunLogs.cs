using System.Collections.Concurrent;
using Floe.JobService.Engines;
using Floe.JobService.Logs;

namespace Floe.JobService.Dispatch;

/// <summary>The open logs of one run.</summary>
internal sealed class RunLogs(string jobId, int attempt, JobLogs logs) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<LogWriter>>> _writers = [];

    public async ValueTask<LogWriter> OpenAsync(string role)
    {
        if (!LogRole.IsWellFormed(role)) throw new ArgumentException($"'{role}' is no role of a log: 1 to 40 lower-case letters, digits and hyphens.", nameof(role));
        // Not cancelled by whoever asks first: all get the same one.
        return await _writers.GetOrAdd(role, _ => new(() => logs.OpenWriterAsync(new(jobId, attempt, role), CancellationToken.None).AsTask())).Value;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers.Values) await (await writer.Value).DisposeAsync();
    }
}
