namespace Floe.JobService.Engines;

/// <summary>An engine cannot be asked for something just now: its cluster does not answer, or the run is only on its way there. The same may do later.</summary>
/// <param name="message">What keeps it from it, and what to do.</param>
/// <param name="retryAfter">When it is worth another try.</param>
/// <param name="cause">What the engine met.</param>
public sealed class EngineAwayException(string message, TimeSpan retryAfter, Exception? cause = null) : Exception(message, cause)
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}
