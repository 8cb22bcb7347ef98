using Floe.JobService.Contracts;
using Floe.JobService.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Store;

/// <summary>Changes of a job's state that its owner asks for. Each is one transaction with its row of history, then followers hear of it.</summary>
internal sealed class JobTransitions(JobsDatabase database, JobSignals signals, TimeProvider time)
{
    /// <summary>A job that no engine has ends at once; the end of another is asked for.</summary>
    /// <returns>Null where there is no such job.</returns>
    public Task<JobMove?> CancelAsync(string id, string reason, CancellationToken cancellationToken) => ChangeAsync(id, job =>
    {
        if (job.Epoch == 0 && job.State.MayBecome(JobState.Cancelled)) job.Enter(JobState.Cancelled, reason, time.Now());
        else if (job.State.MayBecome(JobState.Cancelling)) job.Enter(JobState.Cancelling, null, time.Now());
        else return false;
        return true;
    }, cancellationToken);

    /// <summary>Holds a job that waits. One that an engine has stays as it is.</summary>
    public Task<JobMove?> HoldAsync(string id, string reason, CancellationToken cancellationToken) => ChangeAsync(id, job =>
    {
        if (job.State != JobState.Queued) return false;
        job.Enter(JobState.Suspended, reason, time.Now());
        return true;
    }, cancellationToken);

    /// <summary>Lets a held job wait for its turn again.</summary>
    public Task<JobMove?> ReleaseAsync(string id, CancellationToken cancellationToken) => ChangeAsync(id, job =>
    {
        if (job.State != JobState.Suspended || job.Epoch != 0) return false;
        job.Enter(JobState.Queued, null, time.Now());
        return true;
    }, cancellationToken);

    /// <summary>Queues a job again that came to a bad end.</summary>
    public Task<JobMove?> RetryAsync(string id, string reason, CancellationToken cancellationToken) => ChangeAsync(id, job =>
    {
        if (!job.State.IsFinal() || job.State == JobState.Succeeded) return false;
        job.EndedAt = null;
        job.NotBefore = null;
        job.Enter(JobState.Queued, reason, time.Now());
        return true;
    }, cancellationToken);

    private async Task<JobMove?> ChangeAsync(string id, Func<JobRecord, bool> change, CancellationToken cancellationToken)
    {
        var move = await database.WriteAsync(async context =>
        {
            var job = await context.Jobs.FirstOrDefaultAsync(j => j.Id == id, cancellationToken);
            return job is null ? null : new JobMove(change(job), job.State);
        }, cancellationToken);
        if (move is { Moved: true }) signals.StateChanged(id);
        return move;
    }
}
