namespace Floe.JobService.Kubernetes;

/// <summary>What the API server says of a request that it did not do (<c>meta/v1 Status</c>).</summary>
internal sealed record StatusAnswer
{
    public string? Message { get; init; }

    /// <summary>One word for programs, such as AlreadyExists, Conflict, Expired, Forbidden, NotFound.</summary>
    public string? Reason { get; init; }

    public int? Code { get; init; }

    public StatusDetails? Details { get; init; }
}

internal sealed record StatusDetails
{
    /// <summary>The kind of the object that the answer is about, such as <c>namespaces</c>.</summary>
    public string? Kind { get; init; }

    public string? Name { get; init; }

    public int? RetryAfterSeconds { get; init; }

    public IReadOnlyList<StatusCause>? Causes { get; init; }
}

/// <param name="Field">Such as <c>spec.driver.cores</c>.</param>
internal sealed record StatusCause(string? Reason, string? Message, string? Field);
