namespace Floe.JobService.Contracts;

/// <summary>One change of a job's state, as <c>/api/v1/events</c> tells it. The sequence counts up over all jobs and is the event's id.</summary>
public sealed record JobEventData(
    long Sequence, string JobId, string Name, string Owner, string Queue, JobState State, string? Reason, int Attempt, DateTimeOffset At);
