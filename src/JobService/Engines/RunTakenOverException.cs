namespace Floe.JobService.Engines;

/// <summary>
/// The run belongs to another process of the service now, or is over: this one was away (paused, cut off) for too long. The engine starts and
/// writes nothing more, and lets the exception through.
/// </summary>
public sealed class RunTakenOverException(string jobId, int attempt)
    : OperationCanceledException($"Attempt {attempt} of job {jobId} is no longer this process's to run.");
