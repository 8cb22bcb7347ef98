using Floe.JobService.Engines.SparkOperator.Executions;
using Floe.JobService.Engines.SparkOperator.Views;

namespace Floe.JobService.Engines.SparkOperator.Logs;

/// <summary>
/// Which driver pod a run's log has come to. An attempt has one log, and each execution after the first begins with a mark in it. The handle keeps the
/// pod of the last mark, so that a process that goes on with the run neither marks an execution twice nor takes the lines of one for those of another.
/// </summary>
internal sealed class DriverLogMark(ApplicationCreate create, ExecutionList executions)
{
    /// <summary>Whether an earlier process had begun with this pod's log.</summary>
    public bool HasBegun(PodView pod) => create.Handle?.LogPod is { } uid ? uid == pod.Metadata.Uid : !IsLater(pod);

    /// <summary>Whether it is another execution than the first.</summary>
    public bool IsLater(PodView pod) => NumberOf(pod) > 1;

    /// <summary>The mark itself, without the service's sign.</summary>
    public string TextFor(PodView pod) => $"{(NumberOf(pod) is { } number ? $"Execution {number}" : "Another execution")} begins: pod {pod.Metadata.Name} ({pod.Metadata.Uid}), submission {pod.Metadata.Labels?.SubmissionId ?? "unknown"}.";

    /// <summary>After the mark and before the first line.</summary>
    public Task KeepAsync(PodView pod, CancellationToken cancellationToken) => create.KeepLogPodAsync(pod.Metadata.Uid, cancellationToken);

    private int? NumberOf(PodView pod) => pod.Metadata.Labels?.SubmissionId is { } submission ? executions.NumberOf(submission) : null;
}
