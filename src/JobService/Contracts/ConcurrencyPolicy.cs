namespace Floe.JobService.Contracts;

/// <summary>What a schedule does when its time comes and its last job is not over.</summary>
public enum ConcurrencyPolicy
{
    /// <summary>Submits another job.</summary>
    Allow,

    /// <summary>Leaves this time out.</summary>
    Forbid,

    /// <summary>Cancels the jobs that are not over, and submits another.</summary>
    Replace,
}
