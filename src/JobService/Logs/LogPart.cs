using Floe.JobService.Store;

namespace Floe.JobService.Logs;

/// <summary>
/// A piece of a followed log: whole lines (UTF-8 with line ends, valid until the next part is asked for), or where the job stands now,
/// or neither (nothing happened for a while).
/// </summary>
internal sealed record LogPart(LogCursor Start, ReadOnlyMemory<byte> Lines, JobStanding? Standing)
{
    /// <summary>The cursor after the lines.</summary>
    public LogCursor Next => Start with { Offset = Start.Offset + Lines.Length };
}
