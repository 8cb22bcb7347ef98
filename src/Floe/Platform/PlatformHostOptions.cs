namespace Floe.Cli.Platform;

/// <summary>A port of 0 takes any free one.</summary>
internal sealed record PlatformHostOptions
{
    public const int DefaultAwsPort = 4580;
    public const int DefaultJobsPort = 4581;

    public required string DataFolder { get; init; }

    public int AwsPort { get; init; } = DefaultAwsPort;

    public int JobsPort { get; init; } = DefaultJobsPort;
}
