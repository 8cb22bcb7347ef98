namespace Floe.JobService.Store;

/// <summary>What became of a submit. The job is null where there is none; the queue is null where the named one is not there.</summary>
internal sealed record Acceptance(AcceptanceKind Kind, JobRecord? Job, QueueRecord? Queue = null);

internal enum AcceptanceKind
{
    New,

    /// <summary>The same job came before under the same idempotency key.</summary>
    Repeated,

    /// <summary>The idempotency key belongs to a job with another definition.</summary>
    KeyOfAnotherJob,

    /// <summary>There is no queue of the name.</summary>
    NoQueue,

    /// <summary>The queue does not take jobs of this priority.</summary>
    PriorityOutOfRange,

    /// <summary>As many jobs wait in the queue as may.</summary>
    QueueFull,
}
