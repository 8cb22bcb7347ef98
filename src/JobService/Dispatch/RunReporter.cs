using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Jobs;
using Floe.JobService.Logs;
using Floe.JobService.Store;

namespace Floe.JobService.Dispatch;

/// <summary>Writes down what an engine tells of one run.</summary>
internal sealed class RunReporter(string jobId, LogWriter log, JobTransitions transitions) : IRunReporter
{
    public void Log(string text) => log.Write(text);

    public async Task EnterAsync(JobState state, string? reason, CancellationToken cancellationToken)
    {
        if (state.IsFinal()) throw new ArgumentOutOfRangeException(nameof(state), state, "A run ends with its outcome.");
        // A job that is being cancelled does not move: the engine learns of the cancel from its token.
        await transitions.MoveAsync(jobId, state, reason, from: null, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public Task KeepHandleAsync(string handle, CancellationToken cancellationToken) => transitions.KeepHandleAsync(jobId, handle, cancellationToken);
}
