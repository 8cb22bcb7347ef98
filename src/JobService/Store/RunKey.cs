namespace Floe.JobService.Store;

/// <summary>One attempt in the hands of one leader: what an engine's writes are checked against.</summary>
internal readonly record struct RunKey(string JobId, int Attempt, long Epoch);
