namespace Floe.JobService.Contracts;

/// <summary>
/// One start of the driver within an attempt. The Spark Operator starts an application again by itself where its restart policy says so, after a
/// suspend, and when somebody changed it; each start has a submission id of its own. Times are the service's: when it saw it.
/// </summary>
/// <param name="Number">From 1, in the order in which they were seen.</param>
/// <param name="SubmissionId">The operator's; a label of the pods too.</param>
/// <param name="DriverPod">Null where none was seen. The next execution may use the same name.</param>
/// <param name="StartedAt">When the submission was seen.</param>
/// <param name="EndedAt">Null while it goes on.</param>
/// <param name="State">Pending, Running, or how it ended: Succeeded, Failed, Suspended, Cancelled, or Lost where nobody saw it.</param>
/// <param name="Reason">Why it ended like that, where the state alone does not say it.</param>
public sealed record JobExecution(int Number, string SubmissionId, string? DriverPod, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, JobState State, string? Reason);
