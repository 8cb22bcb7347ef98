namespace Floe.JobService.Contracts;

/// <summary>An error answer: <c>application/problem+json</c> (RFC 9457) with the fields at fault.</summary>
public sealed record Problem
{
    /// <summary>The title of the answer for a job that has no result rows, by which a client tells it from a job that is not there.</summary>
    public const string NoResult = "The job has no result.";

    public string Type { get; init; } = "about:blank";

    public required string Title { get; init; }

    public required int Status { get; init; }

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
