namespace Floe.JobService.Contracts;

/// <summary>The body of <c>PUT /api/v1/webhooks/{name}</c>: where to tell which states. Messages are signed as Standard Webhooks says (standardwebhooks.com).</summary>
public sealed record WebhookSettings
{
    public required string Url { get; init; }

    /// <summary>States to tell of; the final ones where none is given.</summary>
    public IReadOnlyList<JobState>? States { get; init; }

    /// <summary>24 bytes or more in base64 after <c>whsec_</c>; null: one is made, and shown in the answer that made it. Never shown again.</summary>
    public string? Secret { get; init; }

    /// <summary>Tells of everybody's jobs; needs the scope <c>admin</c>.</summary>
    public bool AllOwners { get; init; }
}

/// <summary>A webhook. The secret is there only in the answer that made it.</summary>
public sealed record WebhookDetails(string Name, string Owner, string Url, IReadOnlyList<JobState> States, bool AllOwners, DateTimeOffset CreatedAt, string? Secret = null);

public sealed record WebhookList(IReadOnlyList<WebhookDetails> Webhooks);

/// <summary>One message and how its sending went.</summary>
public sealed record WebhookDelivery(string Id, string JobId, DeliveryState State, int Attempts, DateTimeOffset CreatedAt)
{
    public DateTimeOffset? NextAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>HTTP status of the last attempt.</summary>
    public int? Status { get; init; }

    public string? Error { get; init; }
}

public sealed record DeliveryList(IReadOnlyList<WebhookDelivery> Deliveries);

/// <summary>What a webhook is sent.</summary>
public sealed record WebhookMessage(string Type, DateTimeOffset Timestamp, JobEventData Data);
