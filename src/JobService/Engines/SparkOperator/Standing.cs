using Floe.JobService.Contracts;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>Where a run stands, by what the cluster says of it now.</summary>
/// <param name="State">The job's state; with a final one the run is over.</param>
/// <param name="Reason">What it waits for, or why it ended.</param>
/// <param name="LookAgain">When to look again even if nothing changes; null: no need.</param>
/// <param name="IsTrouble">The reason is one that somebody may have to do something about; the log tells it too.</param>
internal sealed record Standing(JobState State, string? Reason = null, TimeSpan? LookAgain = null, bool IsTrouble = false);
