namespace Floe.JobService.Dispatch;

/// <summary>The time for which this process is the one that gives jobs to engines.</summary>
internal abstract class LeaderTerm : IAsyncDisposable
{
    /// <summary>Goes up with each term of any process. A write under an older one than the store knows does not count.</summary>
    public abstract long Epoch { get; }

    /// <summary>True where jobs of an earlier term are in an engine still, or were when their process went down.</summary>
    public abstract bool HasJobsInEngine { get; }

    /// <summary>Cancelled when somebody else may be leader.</summary>
    public abstract CancellationToken Lost { get; }

    public abstract ValueTask DisposeAsync();
}
