namespace Floe.EndToEnd.Tests.Compatibility;

/// <summary>How a scenario went with a client.</summary>
internal sealed record Outcome(OutcomeKind Kind, string? Reason = null, Exception? Error = null)
{
    public static Outcome Held { get; } = new(OutcomeKind.Held);

    /// <summary>The client has no way to ask for it.</summary>
    public static Outcome NotWithThisClient(string reason) => new(OutcomeKind.NotWithThisClient, reason);

    /// <summary>The service says that it does not have it.</summary>
    public static Outcome NotOffered(string reason) => new(OutcomeKind.NotOffered, reason);

    /// <summary>The client is not installed on this machine.</summary>
    public static Outcome Unavailable(string reason) => new(OutcomeKind.Unavailable, reason);

    public static Outcome Failed(Exception error) => new(OutcomeKind.Failed, error.Message, error);
}

internal enum OutcomeKind
{
    Held,
    NotWithThisClient,
    NotOffered,
    Unavailable,
    Failed,
}
