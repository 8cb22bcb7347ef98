namespace Floe.JobService.Jobs;

/// <summary>The name of the PostgreSQL notifications whose payload is the id of a job that changed.</summary>
internal static class JobChannel
{
    public const string Name = "floe_job";
}
