using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Store;

/// <summary>
/// Units of work over the store. Writes of this process come one after another: SQLite has one writer, and its provider answers a busy
/// database by sleeping. Between processes the version of a job decides, and the loser looks again.
/// </summary>
internal sealed class JobsDatabase(IDbContextFactory<JobsContext> contexts) : IDisposable
{
    private readonly SemaphoreSlim _writer = new(1);

    public async Task<T> ReadAsync<T>(Func<JobsContext, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await work(context);
    }

    /// <summary>Runs <paramref name="work"/> and saves what it changed, in one transaction; durable when the task completes.</summary>
    public async Task<T> WriteAsync<T>(Func<JobsContext, Task<T>> work, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                try
                {
                    await using var context = await contexts.CreateDbContextAsync(cancellationToken);
                    var result = await work(context);
                    await context.SaveChangesAsync(cancellationToken);
                    return result;
                }
                catch (DbUpdateConcurrencyException)
                {
                    // Another process changed the job in between: decide again on what it made of it.
                }
            }
        }
        finally
        {
            _writer.Release();
        }
    }

    public void Dispose() => _writer.Dispose();
}
