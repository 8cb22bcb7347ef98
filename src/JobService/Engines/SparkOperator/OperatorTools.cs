using Floe.JobService.Engines.SparkOperator.Logs;
using Floe.JobService.Kubernetes;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>What all runs of the engine share.</summary>
internal sealed record OperatorTools(
    KubernetesApi Api, ClusterWatch Cluster, ApplicationSource Source, LogSlots Slots, SparkOperatorOptions Options, TimeProvider Time, ILogger<SparkOperatorEngine> Logger);
