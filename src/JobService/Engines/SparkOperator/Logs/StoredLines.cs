using System.Globalization;

namespace Floe.JobService.Engines.SparkOperator.Logs;

/// <summary>Reads from a run's stored log how far an earlier process got with copying it.</summary>
internal static class StoredLines
{
    /// <summary>Before what the service itself says in a pod's log.</summary>
    public const string Note = "[floe] ";

    private const int FirstLook = 256;
    private const int LongestLook = 64 * 1024;

    /// <param name="log">The stored one.</param>
    /// <param name="pod">UID of the pod whose lines count: those after its mark, where there is one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<LogPosition> ReadAsync(IRunLog log, string pod, CancellationToken cancellationToken)
    {
        for (var count = FirstLook; ; count *= 8)
        {
            var all = await log.ReadLastAsync(count, cancellationToken);
            var mark = LastMark(all, pod);
            var times = all.Skip(mark + 1).Where(line => !IsNote(line)).Select(Millisecond).OfType<long>().ToList();
            var isAll = mark >= 0 || all.Count < count;
            // All of one millisecond: there may be more of it before.
            if (!isAll && count < LongestLook && times.Distinct().Take(2).Count() < 2) continue;
            var position = new LogPosition();
            position.Restore(times, isAll);
            return position;
        }
    }

    private static int LastMark(IReadOnlyList<string> lines, string pod)
    {
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            if (IsNote(lines[i]) && lines[i].Contains($"({pod})", StringComparison.Ordinal)) return i;
        }
        return -1;
    }

    private static bool IsNote(string line) => line.IndexOf(' ', StringComparison.Ordinal) is var space and >= 0 && line.AsSpan(space + 1).StartsWith(Note, StringComparison.Ordinal);

    private static long? Millisecond(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return DateTimeOffset.TryParse(space < 0 ? line : line.AsSpan(0, space), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUnixTimeMilliseconds() : null;
    }
}
