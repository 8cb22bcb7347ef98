namespace Floe.AppHost.Jobs;

/// <summary>The part of the job service's <c>POST /api/v1/jobs</c> that the AppHost uses.</summary>
internal sealed record JobSubmission
{
    public required string Name { get; init; }

    public string Kind { get; init; } = "sql";

    public required string TableBucket { get; init; }

    public required string ScriptLocation { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }
}
