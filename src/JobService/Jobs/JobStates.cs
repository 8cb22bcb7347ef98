using System.Collections.Frozen;
using Floe.JobService.Contracts;
using static Floe.JobService.Contracts.JobState;

namespace Floe.JobService.Jobs;

/// <summary>
/// Which state may follow which. An engine that is watched from outside may show a run first when it is over, so each state
/// of a run leads to each outcome.
/// </summary>
internal static class JobStates
{
    /// <summary>States that nothing follows.</summary>
    public static readonly FrozenSet<JobState> Final = FrozenSet.Create(Succeeded, Failed, Cancelled, Lost);

    /// <summary>States in which an engine has, or may have, the job.</summary>
    public static readonly IReadOnlyList<JobState> InEngine = [Submitting, Pending, Running, Retrying, Suspended, Cancelling];

    /// <summary>The same for plain SQL.</summary>
    public static readonly string InEngineSql = string.Join(", ", InEngine.Select(state => $"'{state}'"));

    private static readonly FrozenDictionary<JobState, FrozenSet<JobState>> Following = new Dictionary<JobState, FrozenSet<JobState>>
    {
        [Queued] = FrozenSet.Create(Submitting, Suspended, Failed, Cancelled),
        // Back to Queued: the service stopped before the engine took the job.
        [Submitting] = FrozenSet.Create(Queued, Pending, Running, Retrying, Suspended, Succeeded, Failed, Cancelling, Lost),
        [Pending] = FrozenSet.Create(Running, Retrying, Suspended, Succeeded, Failed, Cancelling, Lost),
        [Running] = FrozenSet.Create(Pending, Retrying, Suspended, Succeeded, Failed, Cancelling, Lost),
        [Retrying] = FrozenSet.Create(Submitting, Pending, Running, Suspended, Succeeded, Failed, Cancelling, Lost),
        [Suspended] = FrozenSet.Create(Queued, Submitting, Pending, Running, Retrying, Succeeded, Failed, Cancelling, Cancelled, Lost),
        // A cancel may come too late: then the outcome is what happened, not what was asked for.
        [Cancelling] = FrozenSet.Create(Succeeded, Failed, Cancelled, Lost),
        [Succeeded] = FrozenSet<JobState>.Empty,
        [Failed] = FrozenSet<JobState>.Empty,
        [Cancelled] = FrozenSet<JobState>.Empty,
        [Lost] = FrozenSet<JobState>.Empty,
    }.ToFrozenDictionary();

    public static bool IsFinal(this JobState state) => Final.Contains(state);

    public static bool MayBecome(this JobState from, JobState to) => Following[from].Contains(to);
}
