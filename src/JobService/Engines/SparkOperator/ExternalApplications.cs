using Floe.JobService.Contracts;
using Floe.JobService.Engines.SparkOperator.Views;
using Floe.JobService.Kubernetes;
using Floe.JobService.Spark.Applications;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>Applications and schedules that others made in the service's namespaces (<c>kubectl apply</c>): shown, never touched.</summary>
internal sealed class ExternalApplications(ClusterWatch cluster, KubernetesApi api)
{
    /// <summary>Newest first.</summary>
    public IReadOnlyList<ExternalApplication> List() =>
    [
        .. cluster.Namespaces.SelectMany(space => space.Applications.All()).Where(application => application.Metadata.Labels?.ManagedBy != ApplicationLabels.Floe).Select(Shown)
            .Concat(cluster.Namespaces.SelectMany(space => space.Schedules.All()).Select(Shown)).OrderByDescending(shown => shown.CreatedAt).ThenBy(shown => shown.Name, StringComparer.Ordinal),
    ];

    /// <summary>Null where there is none; the manifest as the cluster has it, with its status.</summary>
    public async Task<ExternalApplication?> FindAsync(string kind, string space, string name, CancellationToken cancellationToken)
    {
        if (List().FirstOrDefault(shown => shown.Kind == kind && shown.Namespace == space && shown.Name == name) is not { } found) return null;
        var type = kind == ExternalApplication.ScheduleKind ? ScheduleView.Type : ApplicationView.Type;
        var manifest = await api.FindAsync(type, space, name, JobsJson.Default.JsonElement, cancellationToken);
        return manifest.ValueKind == System.Text.Json.JsonValueKind.Object ? found with { Manifest = manifest } : null;
    }

    private static ExternalApplication Shown(ApplicationView application)
    {
        var standing = StandingRules.Of(new(application, null, null, TimeSpan.Zero), TimeSpan.MaxValue);
        return new()
        {
            Kind = ExternalApplication.ApplicationKind,
            Namespace = application.Metadata.Namespace,
            Name = application.Metadata.Name,
            Uid = application.Metadata.Uid,
            State = standing.State,
            Reason = standing.Reason,
            OperatorState = application.State,
            CreatedAt = application.Metadata.CreationTimestamp,
            StartedAt = application.Status.LastSubmissionAttemptTime,
            EndedAt = standing.State is JobState.Succeeded or JobState.Failed ? application.Status.TerminationTime : null,
            Attempts = application.Status.ExecutionAttempts,
            DriverPod = application.Status.DriverInfo?.PodName,
            MainFile = application.Spec.MainApplicationFile,
            Schedule = application.Metadata.Labels?.ScheduledBy,
        };
    }

    private static ExternalApplication Shown(ScheduleView schedule) => new()
    {
        Kind = ExternalApplication.ScheduleKind,
        Namespace = schedule.Metadata.Namespace,
        Name = schedule.Metadata.Name,
        Uid = schedule.Metadata.Uid,
        OperatorState = schedule.Status.ScheduleState,
        Reason = schedule.Status.Reason,
        CreatedAt = schedule.Metadata.CreationTimestamp,
        Cron = schedule.Spec.Schedule,
        TimeZone = schedule.Spec.TimeZone,
        IsSuspended = schedule.Spec.Suspend,
        LastRun = schedule.Status.LastRun,
        NextRun = schedule.Status.NextRun,
        LastRunName = schedule.Status.LastRunName,
    };
}
