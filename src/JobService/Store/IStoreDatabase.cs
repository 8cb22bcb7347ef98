using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Store;

/// <summary>What the store needs to know of the database that it is in.</summary>
internal interface IStoreDatabase : IDisposable
{
    /// <summary>True where other processes may use it at the same time. Then one of them dispatches, and logs are in the database.</summary>
    bool IsShared { get; }

    /// <summary>Creates the tables, or brings older ones up to date.</summary>
    /// <exception cref="ServiceDefaults.Startup.StartupException">It cannot be used.</exception>
    void Prepare();

    void Configure(DbContextOptionsBuilder options);

    /// <summary>Runs <paramref name="work"/> and what it needs to be durable as one transaction, with no other writer beside it.</summary>
    Task<T> WriteAsync<T>(JobsContext context, Func<Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs several works, each of which sees what those before it have saved, and makes them durable as one transaction: all of them, or none.</summary>
    Task WriteAllAsync(JobsContext context, IReadOnlyList<Func<Task>> works);

    /// <summary>True where the failure is the database's (away, full, busy for too long), not the request's.</summary>
    bool IsAway(Exception failure);
}
