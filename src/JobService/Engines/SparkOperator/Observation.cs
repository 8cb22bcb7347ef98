using Floe.JobService.Engines.SparkOperator.Views;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>What is known of a run at one moment.</summary>
/// <param name="Application">As the operator left it.</param>
/// <param name="Driver">The newest driver pod; null: there is none now.</param>
/// <param name="Warning">The newest warning about that pod.</param>
/// <param name="Unchanged">How long application and driver have stood like this, by this service's own clock: the cluster's may go wrong.</param>
internal sealed record Observation(ApplicationView Application, PodView? Driver, EventView? Warning, TimeSpan Unchanged)
{
    /// <summary>The driver, or the last there was of the same submission: a pod can be taken away before the operator looks at it.</summary>
    public PodView? LastDriver { get; init; } = Driver;
}
