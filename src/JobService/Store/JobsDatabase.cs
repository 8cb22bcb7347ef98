using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Store;

/// <summary>
/// Units of work over the store. Writes come one after another, those of this process by a semaphore (SQLite's provider answers a busy database
/// by sleeping), those of several processes by the database's lock. So a decision made in a unit of work holds when it is committed.
/// </summary>
internal sealed class JobsDatabase(IDbContextFactory<JobsContext> contexts, IStoreDatabase database) : IDisposable
{
    /// <summary>Works of one transaction at most; a longer one would keep other writes waiting.</summary>
    private const int MaxTogether = 128;

    private readonly SemaphoreSlim _writer = new(1);
    private readonly ConcurrentQueue<PendingWrite> _pending = new();
    private int _isCommitting;

    /// <exception cref="StoreAwayException">The database cannot be used.</exception>
    public async Task<T> ReadAsync<T>(Func<JobsContext, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            return await work(context);
        }
        catch (Exception e) when (database.IsAway(e))
        {
            throw new StoreAwayException(e);
        }
    }

    /// <summary>Runs <paramref name="work"/> and saves what it changed, in one transaction; durable when the task completes.</summary>
    /// <exception cref="StoreAwayException">The database cannot be used.</exception>
    public async Task<T> WriteAsync<T>(Func<JobsContext, Task<T>> work, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            return await database.WriteAsync(context, () => work(context), cancellationToken);
        }
        catch (Exception e) when (database.IsAway(e))
        {
            throw new StoreAwayException(e);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>
    /// The same for a small work of which many may come at once: those that wait for the writer together share its next transaction, and so one flush
    /// of the disk. What one of them throws is its own failure; so each may be run a second time, alone.
    /// </summary>
    /// <exception cref="StoreAwayException">The database cannot be used.</exception>
    public Task<T> WriteTogetherAsync<T>(Func<JobsContext, Task<T>> work)
    {
        var pending = new PendingWrite<T>(work);
        _pending.Enqueue(pending);
        if (Interlocked.Exchange(ref _isCommitting, 1) == 0) _ = Task.Run(CommitPendingAsync);
        return pending.Answer;
    }

    public void Dispose() => _writer.Dispose();

    private async Task CommitPendingAsync()
    {
        await _writer.WaitAsync();
        try
        {
            // Whoever comes from here on may be too late for this transaction and starts another.
            Interlocked.Exchange(ref _isCommitting, 0);
            while (Take() is { Count: > 0 } batch) await CommitAsync(batch);
        }
        finally
        {
            _writer.Release();
        }
    }

    private List<PendingWrite> Take()
    {
        var batch = new List<PendingWrite>();
        while (batch.Count < MaxTogether && _pending.TryDequeue(out var next)) batch.Add(next);
        return batch;
    }

    private async Task CommitAsync(List<PendingWrite> batch)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync();
            await database.WriteAllAsync(context, [.. batch.Select(pending => (Func<Task>)(() => pending.RunAsync(context)))]);
        }
#pragma warning disable CA1031 // Goes to each of the callers.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (batch.Count > 1 && !database.IsAway(e)) await CommitSinglyAsync(batch);
            else foreach (var pending in batch) pending.Fail(database.IsAway(e) ? new StoreAwayException(e) : e);
            return;
        }
        foreach (var pending in batch) pending.Complete();
    }

    /// <summary>One of them is at fault: each gets its own answer.</summary>
    private async Task CommitSinglyAsync(List<PendingWrite> batch)
    {
        foreach (var pending in batch) await CommitAsync([pending]);
    }
}
