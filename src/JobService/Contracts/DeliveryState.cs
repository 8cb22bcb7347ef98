namespace Floe.JobService.Contracts;

/// <summary>Where a message to a webhook stands.</summary>
public enum DeliveryState
{
    /// <summary>Waits for its first or next attempt.</summary>
    Pending,

    Delivered,

    /// <summary>Given up after the last attempt.</summary>
    Failed,
}
