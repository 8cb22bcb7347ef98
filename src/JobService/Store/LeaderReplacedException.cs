namespace Floe.JobService.Store;

/// <summary>Another process has become leader; this one was away for too long.</summary>
internal sealed class LeaderReplacedException(long epoch, long current) : Exception($"The leader of epoch {epoch} was replaced by that of epoch {current}.");
