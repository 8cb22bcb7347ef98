using Cronos;

namespace Floe.JobService.Schedules;

/// <summary>When a schedule fires: five fields of cron in the wall-clock time of a zone.</summary>
internal sealed class CronTimes(CronExpression expression, TimeZoneInfo zone)
{
    /// <exception cref="CronFormatException">The expression is none.</exception>
    /// <exception cref="TimeZoneNotFoundException">The zone is not known.</exception>
    public static CronTimes Parse(string cron, string timeZone) => new(
        CronExpression.Parse(cron, CronFormat.Standard),
        Zones.TryFind(timeZone, out var zone) ? zone : throw new TimeZoneNotFoundException($"This machine does not know the time zone '{timeZone}'. {Zones.Remedy}"));

    /// <summary>The first time after this one; null where there is none.</summary>
    public DateTimeOffset? After(DateTimeOffset time) => expression.GetNextOccurrence(time, zone)?.ToUniversalTime();
}
