using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Jobs;
using Floe.JobService.Logs;
using Floe.JobService.Store;

namespace Floe.JobService.Dispatch;

/// <summary>Writes down what an engine tells of one run.</summary>
internal sealed class RunReporter(RunKey run, LogWriter driver, RunLogs logs, RunTransitions transitions, StorePatience patience, Action<JobState, string?> entered) : IRunReporter
{
    public void Log(string text) => driver.Write(text);

    public async ValueTask<IRunLog> OpenLogAsync(string role, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await logs.OpenAsync(role, cancellationToken);
    }

    public Task<bool> KeepLogsAsync(CancellationToken cancellationToken) => logs.FlushAsync(cancellationToken);

    public Task EnterAsync(JobState state, string? reason, CancellationToken cancellationToken) => MoveAsync(state, reason, executions: null, cancellationToken);

    public Task EnterAsync(JobState state, string? reason, IReadOnlyList<JobExecution> executions, CancellationToken cancellationToken) =>
        MoveAsync(state, reason, executions, cancellationToken);

    public Task KeepHandleAsync(string handle, CancellationToken cancellationToken) => patience.DoAsync(() => transitions.KeepHandleAsync(run, handle, cancellationToken), cancellationToken);

    public Task KeepLinkAsync(string name, Uri address, CancellationToken cancellationToken) =>
        patience.DoAsync(() => transitions.KeepLinkAsync(run, name, address, cancellationToken), cancellationToken);

    private async Task MoveAsync(JobState state, string? reason, IReadOnlyList<JobExecution>? executions, CancellationToken cancellationToken)
    {
        if (state.IsFinal() || state == JobState.Queued) throw new ArgumentOutOfRangeException(nameof(state), state, "A run ends with its outcome.");
        // A job that is being cancelled does not move: the engine learns of the cancel from its token.
        await patience.DoAsync(() => transitions.EnterAsync(run, state, reason, executions, cancellationToken), cancellationToken);
        entered(state, reason);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
