namespace Floe.JobService.Store;

/// <summary>Which jobs may be taken now.</summary>
/// <param name="Epoch">The term of the leader who asks.</param>
/// <param name="Queues">Queues that may start one more, the one whose turn it is first.</param>
/// <param name="Engines">Engines that take one more.</param>
internal sealed record JobClaim(long Epoch, IReadOnlyList<string> Queues, IReadOnlyList<string> Engines);
