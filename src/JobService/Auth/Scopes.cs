namespace Floe.JobService.Auth;

/// <summary>What a caller may do.</summary>
[Flags]
internal enum Scopes
{
    None = 0,

    /// <summary>See own jobs, their logs and results, and what is there to submit to.</summary>
    Read = 1,

    /// <summary>Submit, and stop or repeat own jobs; own schedules, templates and webhooks.</summary>
    Submit = 2,

    /// <summary>Everything, of everybody; queues and keys.</summary>
    Admin = 4,
}
