using Floe.JobService.Contracts;
using Floe.JobService.Engines;

namespace Floe.JobService.Tests.Support;

/// <summary>One run in the test's hands.</summary>
public sealed class ScriptedRun
{
    private readonly TaskCompletionSource<RunOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken _token;

    public ScriptedRun(JobRun run, CancellationToken token)
    {
        Run = run;
        _token = token;
        token.Register(() => _stopAsked.TrySetResult());
    }

    public JobRun Run { get; }

    public string Id => Run.JobId;

    public Task<RunOutcome> Outcome => _outcome.Task;

    /// <summary>Completes when the service asks the run to stop.</summary>
    public Task StopAsked => _stopAsked.Task.WaitAsync(TestContext.Current.CancellationToken);

    public void Log(string text) => Run.Reporter.Log(text);

    public Task EnterAsync(JobState state, string? reason = null) => Run.Reporter.EnterAsync(state, reason, CancellationToken.None);

    public async Task LogAsync(string role, string text) => (await Run.Reporter.OpenLogAsync(role, CancellationToken.None)).Write(text);

    public void Succeed() => End(new RunOutcome { State = JobState.Succeeded });

    public void Fail(string reason) => End(RunOutcome.Failed(reason));

    public void End(RunOutcome outcome) => _outcome.SetResult(outcome);

    public void Break(Exception error) => _outcome.SetException(error);

    /// <summary>Does what an engine does that was asked to stop.</summary>
    public void Stop() => _outcome.SetCanceled(_token);

    public async Task StopWhenAskedAsync()
    {
        await _stopAsked.Task;
        _outcome.TrySetCanceled(_token);
    }
}
