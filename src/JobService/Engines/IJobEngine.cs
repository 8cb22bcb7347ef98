using Floe.JobService.Contracts;

namespace Floe.JobService.Engines;

/// <summary>Runs jobs of some kinds. Engines stand beside each other; the dispatcher knows only this.</summary>
public interface IJobEngine
{
    /// <summary>Stored with each job it takes: lower case, permanent.</summary>
    string Name { get; }

    /// <summary>
    /// True where a run goes on while this service is down (a pod, a process). Then a run found at start is given to
    /// <see cref="RunAsync"/> again, with the handle it kept, to be watched on. False where it ends with this process.
    /// </summary>
    bool OutlivesService { get; }

    /// <summary>What the engine can take; the service's settings may say otherwise.</summary>
    EngineAdmission Admission => EngineAdmission.Unlimited;

    /// <summary>Why no run can be started now (its cluster cannot be reached), with what to do about it; jobs wait in their queues meanwhile. Null: it is there.</summary>
    string? Away => null;

    bool Runs(JobKind kind);

    /// <summary>What keeps the engine from running this job as things are, with what to do about it; asked when a job is submitted. Empty: nothing.</summary>
    Task<IReadOnlyList<FieldError>> CheckAsync(JobDefinition definition, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<FieldError>>([]);

    /// <summary>
    /// Starts the run, or goes on watching it where it has a handle, and returns when it is over. Tells the run's states as they come.
    /// What goes wrong with the job is an outcome; an exception is a defect of the engine and fails the job as well.
    /// An engine whose runs outlive the service keeps its handle before it starts anything, and starts under a name made of job and attempt:
    /// then neither a crash in between nor a second process can start an attempt twice. Any other enters a state before it writes anything.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled and nothing of the run is left.</exception>
    Task<RunOutcome> RunAsync(JobRun run, CancellationToken cancellationToken);
}
