using Floe.JobService.Engines.SparkOperator.Logs;
using Floe.JobService.Kubernetes;
using Floe.JobService.Spark;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>What all runs of the engine share.</summary>
internal sealed record OperatorTools(
    KubernetesApi Api, ClusterWatch Cluster, ApplicationSource Source, LogSlots Slots, SqlResults Results, SparkOperatorOptions Options, TimeProvider Time, ILogger<SparkOperatorEngine> Logger);
