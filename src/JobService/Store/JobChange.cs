using Floe.JobService.Contracts;
using Floe.JobService.Jobs;

namespace Floe.JobService.Store;

internal static class JobChange
{
    /// <summary>The job is in this state from now on, with a row of history. Whether it may be is asked before.</summary>
    public static void Enter(this JobRecord job, JobState state, string? reason, DateTimeOffset now)
    {
        reason = StorableText.Of(reason);
        job.State = state;
        job.Reason = reason;
        job.Version++;
        if (state != JobState.Queued) job.NotBefore = null;
        if (state.IsFinal()) job.EndedAt = now;
        // The first row is step 1 at version 0, so the history need not be read to add to it.
        job.History.Add(new() { Step = job.Version + 1, State = state, At = now, Attempt = job.Attempt, Reason = reason });
    }
}
