namespace Floe.JobService.Jobs;

/// <summary>The names of the PostgreSQL notifications by which replicas tell each other what changed.</summary>
internal static class JobChannel
{
    /// <summary>The payload is the id of a job that changed.</summary>
    public const string Name = "floe_job";

    /// <summary>A queue or a schedule changed; no payload.</summary>
    public const string Settings = "floe_settings";
}
