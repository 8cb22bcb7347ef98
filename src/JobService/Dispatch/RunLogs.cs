using System.Collections.Concurrent;
using Floe.JobService.Engines;
using Floe.JobService.Logs;
using Floe.JobService.Store;

namespace Floe.JobService.Dispatch;

/// <summary>The open logs of one run.</summary>
/// <param name="jobId">The run's job.</param>
/// <param name="attempt">Its attempt.</param>
/// <param name="logs">All logs.</param>
/// <param name="patience">Waits for a store that is away.</param>
/// <param name="given">Ends that waiting: the run is not this process's any more, or to stop.</param>
internal sealed class RunLogs(string jobId, int attempt, JobLogs logs, StorePatience patience, CancellationToken given) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<LogWriter>>> _writers = [];

    public async ValueTask<LogWriter> OpenAsync(string role, CancellationToken cancellationToken)
    {
        if (!LogRole.IsWellFormed(role)) throw new ArgumentException($"'{role}' is no role of a log: 1 to 40 lower-case letters, digits and hyphens.", nameof(role));
        // Not cancelled by whoever asks first: all get the same one.
        return await _writers.GetOrAdd(role, _ => new(() => patience.DoAsync(() => logs.OpenWriterAsync(new(jobId, attempt, role), CancellationToken.None).AsTask(), given))).Value.WaitAsync(cancellationToken);
    }

    /// <summary>Completes when what was written up to now is durable. False where that cannot be had (see <see cref="ILogSink.FlushAsync"/>).</summary>
    public async Task<bool> FlushAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, given);
        try
        {
            // Side by side: each waits for the disk.
            return !(await Task.WhenAll((await OpenedAsync()).Select(writer => writer.FlushAsync(either.Token)))).Contains(false);
        }
        catch (OperationCanceledException) when (given.IsCancellationRequested)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll((await OpenedAsync()).Select(writer => writer.DisposeAsync().AsTask()));

    private async Task<List<LogWriter>> OpenedAsync()
    {
        var opened = new List<LogWriter>();
        foreach (var writer in _writers.Values)
        {
            await ((Task)writer.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (writer.Value.IsCompletedSuccessfully) opened.Add(await writer.Value);
        }
        return opened;
    }
}
