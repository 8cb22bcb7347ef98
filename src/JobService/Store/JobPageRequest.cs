namespace Floe.JobService.Store;

/// <summary>One page of a list: the jobs after job number <paramref name="After"/> (null: from the beginning) in the order.</summary>
internal sealed record JobPageRequest(JobFilter Filter, bool OldestFirst, long? After, int Limit);
