namespace Floe.JobService.Dispatch;

internal interface ILeaderElection
{
    /// <summary>Completes when this process is leader; who disposes the term gives it up.</summary>
    Task<LeaderTerm> WinAsync(CancellationToken cancellationToken);
}
