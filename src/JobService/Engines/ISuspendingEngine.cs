namespace Floe.JobService.Engines;

/// <summary>
/// An engine that can hold a run it has and let it go on. Both calls only ask; the engine tells of the state by the reporter of
/// <see cref="IJobEngine.RunAsync"/>, which goes on meanwhile. They may come from another process than the one that watches the run.
/// </summary>
public interface ISuspendingEngine : IJobEngine
{
    /// <exception cref="EngineAwayException">It cannot be asked now; nothing has changed.</exception>
    Task SuspendAsync(RunReference run, CancellationToken cancellationToken);

    /// <exception cref="EngineAwayException">It cannot be asked now; nothing has changed.</exception>
    Task ResumeAsync(RunReference run, CancellationToken cancellationToken);
}
