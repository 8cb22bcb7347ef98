using Floe.JobService.Contracts;

namespace Floe.JobService.Store;

/// <summary>One message to a webhook: what to send, and how the sending went.</summary>
internal sealed class DeliveryRecord
{
    public long Number { get; set; }

    /// <summary>The receiver tells a repeated message by it.</summary>
    public required string Id { get; set; }

    public required string Webhook { get; set; }

    public required string JobId { get; set; }

    public required string Body { get; set; }

    public DeliveryState State { get; set; }

    public int Attempts { get; set; }

    /// <summary>Null when it is over.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>HTTP status of the last attempt; null where none came.</summary>
    public int? Status { get; set; }

    public string? Error { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}
