using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Floe.JobService.Store;

/// <summary>What other processes have to hear of a unit of work.</summary>
/// <param name="Jobs">Jobs that changed. Of new ones the first is enough: it wakes whoever looks at all, and nobody follows a job that is new.</param>
/// <param name="HasSettings">A queue or a schedule was made, changed or deleted.</param>
internal sealed record StoreNews(string[] Jobs, bool HasSettings)
{
    /// <summary>To be asked before the changes are saved.</summary>
    public static StoreNews In(ChangeTracker tracker)
    {
        var changed = tracker.Entries().Where(entry => entry.State is not (EntityState.Unchanged or EntityState.Detached)).ToList();
        var jobs = changed.Where(entry => entry.Entity is JobRecord).ToLookup(entry => entry.State == EntityState.Added, entry => ((JobRecord)entry.Entity).Id);
        return new([.. jobs[false], .. jobs[true].Take(1)], changed.Exists(entry => entry.Entity is QueueRecord or ScheduleRecord));
    }
}
