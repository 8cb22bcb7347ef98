using System.Globalization;
using Floe.JobService.Engines.SparkOperator.Views;
using Floe.JobService.Kubernetes;
using Floe.JobService.Spark.Applications;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>
/// Deletes this service's applications when their time to live is over: the ones that say so, and those that were never told because the cluster was
/// away just then. Any replica may do it, more than once; all go by the API server's clock.
/// </summary>
internal sealed class ApplicationSweep(KubernetesApi api, ClusterWatch cluster, TimeProvider time, ILogger<ApplicationSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>After its end, for one that nobody retired.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(7);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await SweepAsync(stoppingToken);
    }

    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var application in cluster.Namespaces.SelectMany(space => space.Applications.All().Where(application => IsDue(application, space))))
        {
            try
            {
                await api.DeleteAsync(ApplicationView.Type, application.Metadata.Namespace, application.Metadata.Name, application.Metadata.Uid, cancellationToken);
                logger.Swept(application.Metadata.Name, application.Metadata.Namespace);
            }
            catch (KubernetesException e)
            {
                logger.NotDeleted(application.Metadata.Name, e.Message);
            }
        }
    }

    private bool IsDue(ApplicationView application, NamespaceWatch space)
    {
        if (application.Metadata is not { DeletionTimestamp: null, Labels: { ManagedBy: ApplicationLabels.Floe, JobId: { } job } } || cluster.IsWatched(job)) return false;
        var now = api.ServerNow;
        return DateTimeOffset.TryParse(application.Metadata.Annotations?.DeleteAfter, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var after)
            ? after <= now
            // Another replica may follow one that the operator gave up although its driver runs (#2788).
            : application.State is ApplicationStates.Completed or ApplicationStates.Failed && application.Status.TerminationTime + Forgotten <= now && space.Pods.InGroup(job).All(pod => pod.HasEnded);
    }
}
