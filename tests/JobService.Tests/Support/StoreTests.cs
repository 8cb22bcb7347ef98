using Floe.JobService.Hosting;

namespace Floe.JobService.Tests.Support;

/// <summary>Tests of rules that hold over each store. A class for SQLite and one for PostgreSQL run them.</summary>
public abstract class StoreTests(StoreKind store)
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected StoreKind Store { get; } = store;

    /// <summary>Services with the same data folder share what they keep, also in PostgreSQL.</summary>
    protected Task<TestService> StartAsync(string? dataFolder = null, Func<JobServiceOptions, JobServiceOptions>? adapt = null, ScriptedEngine? engine = null) =>
        TestService.StartAsync(dataFolder, adapt, engine, Store);
}
