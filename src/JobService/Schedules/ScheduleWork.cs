using Floe.JobService.Contracts;
using Floe.JobService.Dispatch;
using Floe.JobService.Store;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Schedules;

/// <summary>
/// Submits the jobs of schedules whose time has come. The idempotency key is schedule and time, so a crash between the submit and its note, or a
/// second leader, makes no second job.
/// </summary>
internal sealed class ScheduleWork(ScheduleStore schedules, JobSubmission submission, TimeProvider time, ILogger<ScheduleWork> logger) : ILeaderWork
{
    /// <summary>A time that is missed by more (the service was down) is left out.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    public async Task<LeaderPause> RunAsync(long epoch, CancellationToken cancellationToken)
    {
        var changed = schedules.Changed.Next;
        foreach (var schedule in await schedules.ListDueAsync(time.GetUtcNow(), cancellationToken)) await FireAsync(schedule, cancellationToken);
        return LeaderPause.Until(await schedules.NextAsync(cancellationToken), time.GetUtcNow(), changed);
    }

    private async Task FireAsync(ScheduleRecord schedule, CancellationToken cancellationToken)
    {
        var at = schedule.NextAt!.Value;
        var now = time.GetUtcNow();
        if (!Zones.TryFind(schedule.TimeZone, out _))
        {
            // Stored by a service on another system. One schedule must not hold up the others.
            await schedules.FiredAsync(schedule.Name, at, next: null, $"Left out, with all that follow: this machine does not know the time zone '{schedule.TimeZone}'. {Zones.Remedy}", cancellationToken);
            return;
        }
        var result = now - at > Late ? "Left out: the service was down at the time." : await SubmitAsync(schedule, at, cancellationToken);
        // No catching up: the next time is after now, however many have passed.
        var next = CronTimes.Parse(schedule.Cron, schedule.TimeZone).After(now > at ? now : at);
        await schedules.FiredAsync(schedule.Name, at, next, result, cancellationToken);
        logger.ScheduleFired(schedule.Name, at, result);
    }

    private async Task<string> SubmitAsync(ScheduleRecord schedule, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var key = $"schedule {schedule.Name} {at.ToUnixTimeMilliseconds()}";
        if (schedule.Concurrency != ConcurrencyPolicy.Allow)
        {
            var open = await schedules.ListOpenJobsAsync(schedule.Name, cancellationToken);
            if (open.Count > 0 && schedule.Concurrency == ConcurrencyPolicy.Forbid) return $"Left out: job {open[0]} was not over.";
            foreach (var id in open) await submission.CancelAsync(id, cancellationToken);
        }
        var accepted = await submission.SubmitAsync(StoredJson.Definition(schedule.Definition), new SubmitContext(schedule.Owner, key, schedule.Name), cancellationToken);
        return accepted?.Kind switch
        {
            AcceptanceKind.New or AcceptanceKind.Repeated or AcceptanceKind.KeyOfAnotherJob => $"Job {accepted.Job!.Id}.",
            AcceptanceKind.QueueFull => $"Left out: the queue '{accepted.Queue!.Name}' was full.",
            AcceptanceKind.NoQueue => "Left out: the queue of the job is not there any more.",
            AcceptanceKind.PriorityOutOfRange => "Left out: the queue does not take the job's priority any more.",
            _ => "Left out: no engine of this service runs the job.",
        };
    }
}
