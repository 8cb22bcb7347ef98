using System.Collections.Concurrent;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Logs.Archive;

/// <summary>One walk through the attempts that are due. One whose logs cannot be archived does not keep the others from it.</summary>
internal sealed class ArchivePass(ArchiveStore store, ArchiveRun run, ILogger logger)
{
    private const int BatchSize = 100;

    /// <summary>Attempts at once. Each has one part of one log in memory.</summary>
    private const int Parallelism = 4;

    /// <summary>After so many failures the archive counts as away, and the rest is left for later.</summary>
    private const int Enough = 2 * Parallelism;

    private readonly ConcurrentDictionary<AttemptOfJob, bool> _failed = [];
    private volatile bool _hasSucceeded;
    private volatile ArchiveException? _failure;

    /// <summary>What the archive said last where it did not take a log.</summary>
    public ArchiveException? Failure => _failure;

    public bool HasSucceeded => _hasSucceeded;

    public bool HasFailed => !_failed.IsEmpty;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var due = (await store.ListDueAsync(BatchSize + _failed.Count, cancellationToken)).Where(attempt => !_failed.ContainsKey(attempt)).ToList();
            if (due.Count == 0) return;
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken }, ArchiveAsync);
            if (IsEnough) return;
        }
    }

    private bool IsEnough => _failure is not null && _failed.Count >= Enough;

    private async ValueTask ArchiveAsync(AttemptOfJob attempt, CancellationToken cancellationToken)
    {
        if (IsEnough) return;
        try
        {
            await run.RunAsync(attempt, cancellationToken);
            _hasSucceeded = true;
        }
        catch (ArchiveException e)
        {
            _failure = e;
            _failed[attempt] = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The service's own disk.
            _failed[attempt] = true;
            logger.LogNotRead(e, attempt.JobId, attempt.Attempt);
        }
    }
}
