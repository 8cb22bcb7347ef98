namespace Floe.Iceberg.Spec;

internal static class TimeUnits
{
    public const long MicrosOfHour = 3_600_000_000;
    public const long MicrosOfDay = 24 * MicrosOfHour;

    /// <summary>By the proleptic Gregorian calendar, also for years that <see cref="DateTime"/> does not have.</summary>
    public static int MonthsSince1970(long micros)
    {
        // Howard Hinnant's civil_from_days: years start in March, so that the leap day is the last day of a year.
        var days = FloorMath.Div(micros, MicrosOfDay) + 719_468;
        var era = FloorMath.Div(days, 146_097);
        var dayOfEra = days - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var marchMonth = ((5 * dayOfYear) + 2) / 153;
        var month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        var year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        return (int)(((year - 1970) * 12) + month - 1);
    }
}
