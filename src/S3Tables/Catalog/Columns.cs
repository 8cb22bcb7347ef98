using Floe.S3Tables.Storage;

namespace Floe.S3Tables.Catalog;

/// <summary>Times in columns.</summary>
internal static class Columns
{
    public static long ToMicroseconds(this DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset GetTime(this SqlRow row, int ordinal) =>
        DateTimeOffset.UnixEpoch.AddTicks(row.GetInt64(ordinal) * TimeSpan.TicksPerMicrosecond);
}
