using Floe.JobService.Contracts;
using Floe.JobService.Store;

namespace Floe.JobService.Api;

/// <summary>
/// Whether the queue of a job takes it, where nothing is submitted yet: a dry run, a schedule. A submit is held against its queue in the transaction that stores it.
/// </summary>
internal sealed class QueueCheck(QueueStore queues)
{
    public async Task<IReadOnlyList<FieldError>> ErrorsAsync(JobDefinition definition, CancellationToken cancellationToken)
    {
        if (await queues.FindAsync(definition.Queue ?? QueueRecord.Default, cancellationToken) is not { } queue) return [NoQueue(definition)];
        return definition.Priority < queue.MinPriority || definition.Priority > queue.MaxPriority ? [OutOfRange(definition, queue)] : [];
    }

    public static FieldError NoQueue(JobDefinition definition) => new("$.queue", $"is '{definition.Queue}', which is no queue.", "Use one that GET /api/v1/queues lists, or leave it out.");

    public static FieldError OutOfRange(JobDefinition definition, QueueRecord queue) => new(
        "$.priority", $"is {definition.Priority}; the queue '{queue.Name}' takes {queue.MinPriority} to {queue.MaxPriority}.", "Send one of these, or name another queue.");
}
