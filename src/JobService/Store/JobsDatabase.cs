using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Store;

/// <summary>
/// Units of work over the store. Writes come one after another, those of this process by a semaphore (SQLite's provider answers a busy database
/// by sleeping), those of several processes by the database's lock. So a decision made in a unit of work holds when it is committed.
/// </summary>
internal sealed class JobsDatabase(IDbContextFactory<JobsContext> contexts, IStoreDatabase database) : IDisposable
{
    private readonly SemaphoreSlim _writer = new(1);

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

    public void Dispose() => _writer.Dispose();
}
