namespace Floe.JobService.Kubernetes;

/// <summary>The body of a delete.</summary>
internal sealed record DeleteRequest(string PropagationPolicy, DeletePreconditions Preconditions)
{
    public string ApiVersion { get; init; } = "v1";

    public string Kind { get; init; } = "DeleteOptions";

    /// <summary>What the object owns goes first, and only the object of this UID goes.</summary>
    public static DeleteRequest Foreground(string uid) => new("Foreground", new(uid));
}

internal sealed record DeletePreconditions(string Uid);
