using Floe.JobService.Engines;

namespace Floe.JobService.Tests.Support;

/// <summary>A scripted engine that can hold its runs; what it is asked is for the test to answer.</summary>
public sealed class SuspendingScriptedEngine : ScriptedEngine, ISuspendingEngine
{
    public List<string> Asked { get; } = [];

    public Task SuspendAsync(RunReference run, CancellationToken cancellationToken)
    {
        Asked.Add($"suspend {run.JobId} {run.Attempt} {run.Handle}");
        return Task.CompletedTask;
    }

    public Task ResumeAsync(RunReference run, CancellationToken cancellationToken)
    {
        Asked.Add($"resume {run.JobId} {run.Attempt} {run.Handle}");
        return Task.CompletedTask;
    }
}
