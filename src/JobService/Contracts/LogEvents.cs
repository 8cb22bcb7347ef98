namespace Floe.JobService.Contracts;

/// <summary>Data of the events <c>state</c> and <c>end</c> on a followed log.</summary>
public sealed record JobStateEvent(JobState State, string? Reason);
