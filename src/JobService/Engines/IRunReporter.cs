using Floe.JobService.Contracts;

namespace Floe.JobService.Engines;

/// <summary>What an engine tells of a run while it goes on.</summary>
public interface IRunReporter
{
    /// <summary>Adds text to the driver's log, a time before each line. Followers see it at once. Thread-safe.</summary>
    void Log(string text);

    /// <summary>One of the run's logs, by <see cref="LogRole"/>. The same one each time; the service closes it when the run is over.</summary>
    ValueTask<IRunLog> OpenLogAsync(string role, CancellationToken cancellationToken);

    /// <summary>Completes when all that was written to the run's logs up to now is durable: what the engine has of them may go. False where it is not, and will not be soon.</summary>
    Task<bool> KeepLogsAsync(CancellationToken cancellationToken);

    /// <summary>The run is now in this state (not a final one: that is the outcome's). Durable when the task completes.</summary>
    /// <exception cref="RunTakenOverException">Another process has the run.</exception>
    Task EnterAsync(JobState state, string? reason, CancellationToken cancellationToken);

    /// <summary>The same, with the executions of the attempt as they are now; they are kept also where the state stays.</summary>
    /// <exception cref="RunTakenOverException">Another process has the run.</exception>
    Task EnterAsync(JobState state, string? reason, IReadOnlyList<JobExecution> executions, CancellationToken cancellationToken);

    /// <summary>Keeps what the engine needs to find the run again after a restart. Durable when the task completes.</summary>
    /// <exception cref="RunTakenOverException">Another process has the run.</exception>
    Task KeepHandleAsync(string handle, CancellationToken cancellationToken);

    /// <summary>Keeps an address where people see more of the run, by <see cref="LinkName"/>. A newer one of the same name replaces it.</summary>
    /// <exception cref="RunTakenOverException">Another process has the run.</exception>
    Task KeepLinkAsync(string name, Uri address, CancellationToken cancellationToken);
}
