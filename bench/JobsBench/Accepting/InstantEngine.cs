using Floe.JobService.Contracts;
using Floe.JobService.Engines;

namespace Floe.JobsBench.Accepting;

/// <summary>Ends each run at once: what is measured is the service.</summary>
internal sealed class InstantEngine(string name) : IJobEngine
{
    public string Name => name;

    public bool OutlivesService => false;

    public bool Runs(JobKind kind) => true;

    public async Task<RunOutcome> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        await run.Reporter.EnterAsync(JobState.Running, null, cancellationToken);
        return new RunOutcome { State = JobState.Succeeded };
    }
}
