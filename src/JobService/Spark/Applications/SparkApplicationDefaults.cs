using Floe.JobService.Contracts.SparkApplications;
using Floe.JobService.Spark.Settings;

namespace Floe.JobService.Spark.Applications;

/// <summary>What the service's settings say for all jobs of its target, put in where a job says nothing itself. Each thing is taken whole or not at all.</summary>
internal static class SparkApplicationDefaults
{
    /// <param name="own">With the settings of Spark that count in the end.</param>
    /// <param name="options">The service's.</param>
    public static SparkApplicationSpec Apply(SparkApplicationSpec own, SparkOptions options)
    {
        // spec.nodeSelector excludes the pods' own.
        var selectsNodes = own.NodeSelector is not null || own.Driver?.NodeSelector is not null || own.Executor?.NodeSelector is not null;
        return own with
        {
            NodeSelector = selectsNodes || options.NodeSelector.Count == 0 ? own.NodeSelector : options.NodeSelector,
            BatchScheduler = own.BatchScheduler ?? options.BatchScheduler?.Name,
            BatchSchedulerOptions = own.BatchSchedulerOptions ?? (own.BatchScheduler is null ? SparkApplicationDraft.Scheduling(options.BatchScheduler) : null),
            DynamicAllocation = own.DynamicAllocation ?? (SaysHowManyExecutors(own) ? null : SparkApplicationDraft.Dynamic(options.DynamicAllocation)),
            Driver = Pod(own.Driver ?? new(), options),
            Executor = Pod(own.Executor ?? new(), options),
        };
    }

    private static bool SaysHowManyExecutors(SparkApplicationSpec own) =>
        own.Executor?.Instances is not null || own.SparkConf?.ContainsKey("spark.executor.instances") == true || own.SparkConf?.ContainsKey("spark.dynamicAllocation.enabled") == true;

    private static T Pod<T>(T pod, SparkOptions options) where T : SparkPodSpec => pod with
    {
        HostAliases = pod.HostAliases ?? (options.HostAliases.Count > 0 ? options.HostAliases : null),
        Tolerations = pod.Tolerations ?? (options.Tolerations.Count > 0 ? options.Tolerations : null),
    };
}
