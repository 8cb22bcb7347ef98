using Floe.JobService.Contracts;
using Floe.JobService.Dispatch;
using Floe.JobService.Store;

namespace Floe.JobService.Api;

/// <summary>Says what a job waits for.</summary>
internal sealed class PendingReasons(JobQueries queries, QueueStore queues, EngineSet engines, TimeProvider time)
{
    /// <summary>Nobody cares for the exact number beyond.</summary>
    private const int MaxCount = 1000;

    /// <summary>Null where it does not wait.</summary>
    public async Task<string?> OfAsync(JobRecord job, CancellationToken cancellationToken) => job.State switch
    {
        JobState.Queued when job.NotBefore > time.GetUtcNow() => job.Reason,
        JobState.Queued => await OfQueuedAsync(job, cancellationToken),
        JobState.Submitting or JobState.Pending or JobState.Suspended or JobState.Retrying => job.Reason,
        _ => null,
    };

    private async Task<string> OfQueuedAsync(JobRecord job, CancellationToken cancellationToken)
    {
        if (await queues.FindAsync(job.Queue, cancellationToken) is not { } queue) return $"The queue '{job.Queue}' is not there any more. Make it again.";
        if (queue.MaxRunning is { } max && (await queues.LoadAsync(queue.Name, cancellationToken)).InEngine >= max) return $"The queue '{queue.Name}' has the {max} jobs running that it may.";
        if (engines.Named(job.Engine)?.Away is { } away) return away;
        return await queries.CountBeforeAsync(job, MaxCount, cancellationToken) switch
        {
            0 => $"It is the next of the queue '{queue.Name}', and waits until the engine '{job.Engine}' takes one more.",
            1 => $"One job goes before it in the queue '{queue.Name}'.",
            MaxCount => $"{MaxCount} jobs or more go before it in the queue '{queue.Name}'.",
            var count => $"{count} jobs go before it in the queue '{queue.Name}'.",
        };
    }
}
