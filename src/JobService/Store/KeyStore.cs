using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Store;

/// <summary>Keys that were made over the API.</summary>
internal sealed class KeyStore(JobsDatabase database)
{
    public Task<KeyRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Keys.FirstOrDefaultAsync(key => key.Id == id, cancellationToken), cancellationToken);

    public Task<List<KeyRecord>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Keys.OrderBy(key => key.CreatedAt).ThenBy(key => key.Id).ToListAsync(cancellationToken), cancellationToken);

    public Task AddAsync(KeyRecord key, CancellationToken cancellationToken) => database.WriteAsync(context =>
    {
        context.Keys.Add(key);
        return Task.FromResult(true);
    }, cancellationToken);

    /// <returns>False where there is no such key.</returns>
    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) => database.WriteAsync(async context =>
    {
        if (await context.Keys.FirstOrDefaultAsync(key => key.Id == id, cancellationToken) is not { } key) return false;
        context.Keys.Remove(key);
        return true;
    }, cancellationToken);
}
