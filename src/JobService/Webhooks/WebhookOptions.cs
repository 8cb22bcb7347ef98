namespace Floe.JobService.Webhooks;

/// <summary>How messages are sent.</summary>
public sealed record WebhookOptions
{
    /// <summary>False: no message goes to a loopback, private or link-local address, whatever name leads there.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>Attempts in all before a message is given up.</summary>
    public int MaxAttempts { get; init; } = 12;

    /// <summary>The wait before the second attempt; each is twice the one before, an hour at most.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(5);
}
