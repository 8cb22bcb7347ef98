namespace Floe.JobService.Contracts;

/// <summary>An error answer: <c>application/problem+json</c> (RFC 9457) with the fields at fault.</summary>
public sealed record Problem
{
    /// <summary>One of <c>urn:floe:problem:…</c>: what a program tells problems apart by.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>What kind of problem it is, for people.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What happened and what to do about it, for people.</summary>
    public required string Detail { get; init; }

    /// <summary>Everything wrong with the request, all at once.</summary>
    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>Line of the SQL text at fault, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>Column of the SQL text at fault, from 1.</summary>
    public int? Column { get; init; }
}

/// <param name="Field">JSONPath of a body member (<c>$.script</c>), or the name of a header or query parameter.</param>
/// <param name="Message">What is wrong with it.</param>
/// <param name="Remedy">What to send instead.</param>
public sealed record FieldError(string Field, string Message, string Remedy);
