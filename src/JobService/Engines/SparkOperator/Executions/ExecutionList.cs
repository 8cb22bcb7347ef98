using Floe.JobService.Contracts;
using Floe.JobService.Engines.SparkOperator.Views;

namespace Floe.JobService.Engines.SparkOperator.Executions;

/// <summary>
/// The executions of a run, by submission id: from the operator's status, which knows only the newest, and from the labels of the driver pods, which
/// tell of one whose submission the operator forgot (kubeflow/spark-operator#2788). What is over stays as it is.
/// </summary>
/// <param name="known">What an earlier watch of the run kept.</param>
internal sealed class ExecutionList(IReadOnlyList<JobExecution> known, TimeProvider time)
{
    /// <summary>An application that is always started again would fill the store.</summary>
    private const int Most = 100;

    private const int LongestReason = 500;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<JobExecution> All { get; private set; } = known;

    /// <summary>Null where it was not seen.</summary>
    public int? NumberOf(string submission) => All.FirstOrDefault(execution => execution.SubmissionId == submission)?.Number;

    /// <summary>Takes in what is seen now.</summary>
    /// <param name="application">As the operator left it.</param>
    /// <param name="drivers">All driver pods that are there.</param>
    /// <returns>Whether there is anything new.</returns>
    public bool Look(ApplicationView application, IEnumerable<PodView> drivers)
    {
        var pods = new Dictionary<string, PodView>();
        foreach (var pod in drivers.OrderBy(pod => pod.Metadata.CreationTimestamp))
        {
            if ((pod.Metadata.Labels?.SubmissionId ?? application.Status.SubmissionId) is { } submission) pods[submission] = pod;
        }
        var now = time.GetUtcNow();
        var all = All.ToList();
        var last = all.Count == 0 ? 0 : all[^1].Number;
        foreach (var submission in pods.Keys.Append(application.Status.SubmissionId ?? "").Where(id => id.Length > 0 && !all.Exists(one => one.SubmissionId == id)).Distinct().ToList())
            all.Add(new(++last, submission, null, now, null, JobState.Pending, null));
        for (var i = 0; i < all.Count; i++) all[i] = Next(all[i], application, pods.GetValueOrDefault(all[i].SubmissionId), now);
        if (all.Count > Most) all.RemoveRange(0, all.Count - Most);
        if (all.SequenceEqual(All)) return false;
        All = all;
        return true;
    }

    private static JobExecution Next(JobExecution execution, ApplicationView application, PodView? pod, DateTimeOffset now)
    {
        if (execution.EndedAt is not null) return execution;
        var standing = ExecutionRules.Of(application, pod, execution.SubmissionId == application.Status.SubmissionId, execution.State);
        return execution with
        {
            DriverPod = pod?.Metadata.Name ?? execution.DriverPod,
            State = standing.State,
            Reason = standing.Reason is { Length: > LongestReason } reason ? $"…{reason.AsSpan(reason.Length - LongestReason)}" : standing.Reason,
            EndedAt = standing.IsOver ? now : null,
        };
    }
}
