namespace Floe.JobService.Api.Documentation;

/// <summary>Groups of operations, as a reader of the documentation sees them.</summary>
internal static class Tags
{
    public const string Jobs = "Jobs";
    public const string Logs = "Logs and events";
    public const string Queues = "Queues";
    public const string Schedules = "Schedules";
    public const string Templates = "Templates";
    public const string Webhooks = "Webhooks";
    public const string Cluster = "Cluster";
    public const string Sql = "SQL";
    public const string Access = "API keys";
    public const string Platform = "Platform";

    /// <summary>In the order they are shown.</summary>
    public static readonly IReadOnlyList<(string Name, string Description)> All =
    [
        (Jobs, "Submit, look at, stop and repeat jobs."),
        (Logs, "What jobs write and how their states change, followed as it comes."),
        (Queues, "Where jobs wait: shares and limits."),
        (Schedules, "Jobs by cron and time zone."),
        (Templates, "Jobs with parameters."),
        (Webhooks, "Signed messages about changes of state."),
        (Cluster, "What others run on the Kubernetes cluster, read-only."),
        (Sql, "Statements without a job."),
        (Access, "Keys that callers send."),
        (Platform, "Where the services of the platform are."),
    ];

    public static RouteGroupBuilder Tagged(this RouteGroupBuilder api, string tag) => api.MapGroup("").WithTags(tag);
}
