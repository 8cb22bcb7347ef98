namespace Floe.JobService.Dispatch;

/// <summary>Something that the leader alone does beside dispatching, over and over: schedules, webhooks, clean-up.</summary>
internal interface ILeaderWork
{
    /// <summary>Does what is due, and says how long there is nothing to do.</summary>
    /// <param name="epoch">The leader's term: what it starts is refused when it no longer is the newest.</param>
    /// <param name="cancellationToken">The term is over.</param>
    Task<LeaderPause> RunAsync(long epoch, CancellationToken cancellationToken);
}
