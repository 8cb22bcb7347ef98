namespace Floe.Cli.Output;

internal static class ExitCode
{
    public const int Success = 0;

    public const int Failure = 1;

    /// <summary>Stopped by Ctrl+C or SIGTERM before it was done, as shells count it (128 + SIGINT).</summary>
    public const int Cancelled = 130;
}
