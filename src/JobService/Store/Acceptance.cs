namespace Floe.JobService.Store;

/// <summary>What became of a submit.</summary>
internal sealed record Acceptance(AcceptanceKind Kind, JobRecord Job);

internal enum AcceptanceKind
{
    New,

    /// <summary>The same job came before under the same idempotency key.</summary>
    Repeated,

    /// <summary>The idempotency key belongs to a job with another definition.</summary>
    KeyOfAnotherJob,
}
