using Floe.JobService.Contracts;

namespace Floe.JobService.Engines;

/// <summary>What an engine tells of a run while it goes on.</summary>
public interface IRunReporter
{
    /// <summary>Adds text to the run's log, a time before each line. Followers see it at once. Thread-safe.</summary>
    void Log(string text);

    /// <summary>The run is now in this state (not a final one: that is the outcome's). Durable when the task completes.</summary>
    Task EnterAsync(JobState state, string? reason, CancellationToken cancellationToken);

    /// <summary>Keeps what the engine needs to find the run again after a restart. Durable when the task completes.</summary>
    Task KeepHandleAsync(string handle, CancellationToken cancellationToken);
}
