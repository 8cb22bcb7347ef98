using Floe.JobService.Contracts;
using Floe.JobService.Jobs;
using Floe.JobService.Store;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Schedules;

/// <summary>The schedules there are.</summary>
internal sealed class ScheduleStore(JobsDatabase database, TimeProvider time)
{
    /// <summary>Told when a schedule was made or changed by this process.</summary>
    public JobSignal Changed { get; } = new();

    public Task<List<ScheduleRecord>> ListAsync(string? owner, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Schedules.Where(schedule => owner == null || schedule.Owner == owner).OrderBy(schedule => schedule.Name).ToListAsync(cancellationToken), cancellationToken);

    public Task<ScheduleRecord?> FindAsync(string name, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Schedules.FirstOrDefaultAsync(schedule => schedule.Name == name, cancellationToken), cancellationToken);

    /// <summary>Makes the schedule, or gives the one of its name these settings.</summary>
    /// <returns>True where it is new; null where the name belongs to somebody else's.</returns>
    public async Task<bool?> PutAsync(ScheduleRecord schedule, bool mayReplaceOthers, CancellationToken cancellationToken)
    {
        var isNew = await StoreAsync(schedule, mayReplaceOthers, cancellationToken);
        Changed.Pulse(stateChanged: false);
        return isNew;
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => database.WriteAsync(async context =>
    {
        if (await context.Schedules.FirstOrDefaultAsync(s => s.Name == name, cancellationToken) is { } schedule) context.Schedules.Remove(schedule);
        return true;
    }, cancellationToken);

    /// <summary>Those whose time has come, the longest due first.</summary>
    public Task<List<ScheduleRecord>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Schedules.Where(schedule => schedule.NextAt <= now).OrderBy(schedule => schedule.NextAt).ToListAsync(cancellationToken), cancellationToken);

    public Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Schedules.Where(schedule => schedule.NextAt != null).OrderBy(schedule => schedule.NextAt).Select(schedule => schedule.NextAt).FirstOrDefaultAsync(cancellationToken),
        cancellationToken);

    /// <summary>Writes down what became of a time, and when the next is. Nothing happens where the schedule was changed meanwhile.</summary>
    public Task FiredAsync(string name, DateTimeOffset at, DateTimeOffset? next, string result, CancellationToken cancellationToken) => database.WriteAsync(async context =>
    {
        if (await context.Schedules.FirstOrDefaultAsync(s => s.Name == name, cancellationToken) is not { } schedule || schedule.NextAt != at) return false;
        (schedule.LastAt, schedule.NextAt, schedule.LastResult) = (at, next, result);
        return true;
    }, cancellationToken);

    /// <summary>Jobs of the schedule that are not over.</summary>
    public Task<List<string>> ListOpenJobsAsync(string name, CancellationToken cancellationToken) => database.ReadAsync(
        context => JobsOf(name, context).Where(job => job.EndedAt == null).Select(job => job.Id).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>Jobs of the schedule that are over, beyond those it keeps.</summary>
    public Task<List<string>> ListOldJobsAsync(string name, bool succeeded, int keep, CancellationToken cancellationToken) => database.ReadAsync(
        context => JobsOf(name, context).Where(job => job.EndedAt != null && (job.State == JobState.Succeeded) == succeeded)
            .OrderByDescending(job => job.Number).Skip(keep).Select(job => job.Id).ToListAsync(cancellationToken),
        cancellationToken);

    /// <summary>A name may have been that of somebody else's schedule before: the jobs of that one are none of this one's.</summary>
    private static IQueryable<JobRecord> JobsOf(string name, JobsContext context) =>
        context.Jobs.Where(job => job.Schedule == name && context.Schedules.Any(schedule => schedule.Name == name && schedule.Owner == job.Owner));

    private Task<bool?> StoreAsync(ScheduleRecord schedule, bool mayReplaceOthers, CancellationToken cancellationToken) => database.WriteAsync<bool?>(async context =>
    {
        var now = time.GetUtcNow();
        schedule.NextAt = schedule.Suspended ? null : CronTimes.Parse(schedule.Cron, schedule.TimeZone).After(now);
        if (await context.Schedules.FirstOrDefaultAsync(s => s.Name == schedule.Name, cancellationToken) is not { } there)
        {
            schedule.CreatedAt = time.Now();
            context.Schedules.Add(schedule);
            return true;
        }
        if (there.Owner != schedule.Owner && !mayReplaceOthers) return null;
        // A time that has come and is about to be submitted is not lost by a change of something else.
        if (!schedule.Suspended && there.NextAt <= now && (there.Cron, there.TimeZone) == (schedule.Cron, schedule.TimeZone)) schedule.NextAt = there.NextAt;
        (schedule.Owner, schedule.CreatedAt, schedule.LastAt, schedule.LastResult) = (there.Owner, there.CreatedAt, there.LastAt, there.LastResult);
        context.Entry(there).CurrentValues.SetValues(schedule);
        return false;
    }, cancellationToken);
}
