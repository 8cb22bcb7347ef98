using Floe.JobService.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Store;

/// <summary>How much room the queues have left within one transaction.</summary>
internal sealed class QueueRoom(IReadOnlyDictionary<string, QueueRecord> queues, JobsContext context)
{
    private readonly Dictionary<string, int> _left = [];

    /// <summary>Null where the queue takes the job, which then counts.</summary>
    public async Task<Acceptance?> RefuseAsync(JobDefinition job)
    {
        if (!queues.TryGetValue(job.Queue ?? QueueRecord.Default, out var queue)) return new(AcceptanceKind.NoQueue, null);
        if (job.Priority < queue.MinPriority || job.Priority > queue.MaxPriority) return new(AcceptanceKind.PriorityOutOfRange, null, queue);
        if (queue.MaxQueued is not { } max) return null;
        if (!_left.TryGetValue(queue.Name, out var left)) left = max - await WaitingAsync(queue.Name, max);
        _left[queue.Name] = left - 1;
        return left > 0 ? null : new(AcceptanceKind.QueueFull, null, queue);
    }

    /// <summary>Counts no further than it matters.</summary>
    private Task<int> WaitingAsync(string queue, int max) =>
        context.Jobs.Where(job => job.Queue == queue && (job.State == JobState.Queued || job.State == JobState.Suspended) && job.Epoch == 0).Take(max).CountAsync();
}
