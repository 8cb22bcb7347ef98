using System.Globalization;

namespace Floe.JobService.Logs;

/// <summary>A place in a job's log: the attempt and the byte in its file. On the wire <c>attempt-byte</c>, opaque to clients.</summary>
internal readonly record struct LogCursor(int Attempt, long Offset) : IComparable<LogCursor>
{
    public static readonly LogCursor Start = new(1, 0);

    public static bool operator <(LogCursor left, LogCursor right) => left.CompareTo(right) < 0;

    public static bool operator >(LogCursor left, LogCursor right) => left.CompareTo(right) > 0;

    public static bool operator <=(LogCursor left, LogCursor right) => left.CompareTo(right) <= 0;

    public static bool operator >=(LogCursor left, LogCursor right) => left.CompareTo(right) >= 0;

    public int CompareTo(LogCursor other) => (Attempt, Offset).CompareTo((other.Attempt, other.Offset));

    public override string ToString() => $"{Attempt}-{Offset}";

    public static bool TryParse(string text, out LogCursor cursor)
    {
        cursor = Start;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 1
            || !int.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var attempt)
            || !long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            || attempt < 1) return false;
        cursor = new(attempt, offset);
        return true;
    }
}
