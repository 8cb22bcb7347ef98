using System.Globalization;
using System.Text;

namespace Floe.JobService.Engines.SparkOperator.Logs;

/// <summary>A line of a pod's log as <c>timestamps=true</c> writes it: RFC 3339 with nanoseconds, a space, the text.</summary>
internal readonly record struct PodLogLine(DateTimeOffset At, string Text)
{
    /// <summary>The service's own logs keep milliseconds.</summary>
    public long Millisecond => At.ToUnixTimeMilliseconds();

    /// <summary>Null where there is no time first: the kubelet itself speaks, such as of a log that it cannot read.</summary>
    public static PodLogLine? Parse(ReadOnlySpan<byte> line)
    {
        var space = line.IndexOf((byte)' ');
        var stamp = space < 0 ? line : line[..space];
        if (stamp.Length is < 20 or > 40) return null;
        Span<char> text = stackalloc char[stamp.Length];
        if (Encoding.ASCII.GetChars(stamp, text) != stamp.Length) return null;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)) return null;
        return new(at, space < 0 ? "" : Encoding.UTF8.GetString(line[(space + 1)..]));
    }
}
