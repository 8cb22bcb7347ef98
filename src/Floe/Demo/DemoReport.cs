namespace Floe.Cli.Demo;

/// <summary>The outcome of the walk, for people and for <c>--output json</c>.</summary>
internal sealed record DemoReport(bool Ok, RowCounts? Rows, IReadOnlyList<StepTiming> Steps, double Seconds, string? DataFolder);

internal sealed record StepTiming(string Step, double Seconds);

/// <summary>What went in, what the commit says it wrote, and what an independent reader finds: the walk holds only if they are one number.</summary>
internal sealed record RowCounts(long Generated, long Written, long ReadBack)
{
    public bool Agree => Generated == Written && Written == ReadBack;
}
