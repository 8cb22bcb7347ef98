namespace Floe.JobService.Store;

/// <summary>One webhook, as it is stored.</summary>
internal sealed class WebhookRecord
{
    public required string Name { get; set; }

    public required string Owner { get; set; }

    public required string Url { get; set; }

    /// <summary>Needed as it is to sign with; no answer shows it again.</summary>
    public required string Secret { get; set; }

    /// <summary>States to tell of, separated by commas.</summary>
    public required string States { get; set; }

    /// <summary>Tells of everybody's jobs, not only of its owner's.</summary>
    public bool AllOwners { get; set; }

    /// <summary>Sequence of the last state change that was looked at.</summary>
    public long Position { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }
}
