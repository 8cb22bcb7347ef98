namespace Floe.JobService.Kubernetes;

/// <summary>The body of a delete.</summary>
internal sealed record DeleteRequest(string PropagationPolicy, DeletePreconditions Preconditions)
{
    public string ApiVersion => "v1";

    public string Kind => "DeleteOptions";

    /// <summary>What the object owns goes first, and only the object of this UID goes.</summary>
    public static DeleteRequest Foreground(string uid) => new("Foreground", new(uid));
}

internal sealed record DeletePreconditions(string Uid);
