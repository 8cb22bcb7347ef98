using Floe.JobService.Logs.Archive;

namespace Floe.JobService.Logs;

/// <summary>Where the logs of attempts that are over are kept.</summary>
public sealed record LogOptions
{
    /// <summary>The folder in the object store that they are copied to; null: the service alone has them.</summary>
    public ArchiveFolder? Archive { get; init; }

    /// <summary>The service's own copy goes so long after a log was archived; null: when the log itself does.</summary>
    public TimeSpan? LocalAfter { get; init; }
}
