using Floe.JobService.Contracts;

namespace Floe.JobService.Engines;

/// <summary>An engine that can show what it would run.</summary>
public interface IPlanningEngine : IJobEngine
{
    /// <summary>Stores and starts nothing. What keeps the job from running is told by <see cref="IJobEngine.CheckAsync"/>; a plan shows what can be shown.</summary>
    Task<RunPlan> PlanAsync(JobDefinition definition, CancellationToken cancellationToken);
}
