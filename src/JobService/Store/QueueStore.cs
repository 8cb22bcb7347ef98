using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Store;

/// <summary>The queues there are.</summary>
internal sealed class QueueStore(JobsDatabase database, TimeProvider time)
{
    public Task<List<QueueRecord>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Queues.OrderBy(queue => queue.Name).ToListAsync(cancellationToken), cancellationToken);

    public Task<QueueRecord?> FindAsync(string name, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Queues.FirstOrDefaultAsync(queue => queue.Name == name, cancellationToken), cancellationToken);

    /// <summary>How many jobs of the queue wait, and how many an engine has.</summary>
    public Task<(int Waiting, int InEngine)> LoadAsync(string name, CancellationToken cancellationToken) => database.ReadAsync(
        async context => (
            await context.Jobs.CountAsync(job => job.Queue == name && Waiting.Contains(job.State) && job.Epoch == 0, cancellationToken),
            await context.Jobs.CountAsync(job => job.Queue == name && Jobs.JobStates.InEngine.Contains(job.State) && job.Epoch != 0, cancellationToken)),
        cancellationToken);

    /// <summary>Makes the queue, or gives the one of its name these settings.</summary>
    /// <returns>True where it is new.</returns>
    public Task<bool> PutAsync(QueueRecord queue, CancellationToken cancellationToken) => database.WriteAsync(async context =>
    {
        if (await context.Queues.FirstOrDefaultAsync(q => q.Name == queue.Name, cancellationToken) is not { } there)
        {
            queue.CreatedAt = time.Now();
            context.Queues.Add(queue);
            return true;
        }
        queue.CreatedAt = there.CreatedAt;
        context.Entry(there).CurrentValues.SetValues(queue);
        return false;
    }, cancellationToken);

    /// <returns>Null where there is no such queue; false where jobs still wait in it.</returns>
    public Task<bool?> DeleteAsync(string name, CancellationToken cancellationToken) => database.WriteAsync<bool?>(async context =>
    {
        if (await context.Queues.FirstOrDefaultAsync(q => q.Name == name, cancellationToken) is not { } queue) return null;
        if (await context.Jobs.AnyAsync(job => job.Queue == name && Waiting.Contains(job.State), cancellationToken)) return false;
        context.Queues.Remove(queue);
        return true;
    }, cancellationToken);

    private static readonly Contracts.JobState[] Waiting = [Contracts.JobState.Queued, Contracts.JobState.Suspended];
}
