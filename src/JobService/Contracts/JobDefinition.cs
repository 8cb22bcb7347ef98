using System.ComponentModel.DataAnnotations;

namespace Floe.JobService.Contracts;

/// <summary>
/// What to run: the body of <c>POST /api/v1/jobs</c>. A SQL job has exactly one of <c>script</c> and <c>scriptLocation</c>;
/// the Spark kinds have <c>spark</c> with a main file; a manifest stands in <c>application</c>.
/// </summary>
public sealed partial record JobDefinition
{
    /// <summary>For people; need not be unique. 1 to 100 characters; the job's kind where none is given.</summary>
    [StringLength(100, MinimumLength = 1)]
    public string? Name { get; init; }

    public JobKind Kind { get; init; } = JobKind.Sql;

    /// <summary>
    /// Name or ARN of the table bucket that the catalog <c>s3tablesbucket</c> stands for. Empty for a manifest that brings its own catalog.
    /// </summary>
    public required string TableBucket { get; init; }

    public string? Script { get; init; }

    /// <summary><c>s3://bucket/key</c> (or <c>s3a://</c>) of the script; read when the job runs, not when it is submitted.</summary>
    public string? ScriptLocation { get; init; }

    /// <summary>Values for <c>${name}</c> in the script.</summary>
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    /// <summary>Input rows that may be left out because they do not fit their column types. 0: the first one fails the job.</summary>
    public long MaxRejectedRows { get; init; }

    /// <summary>The job fails when it runs longer than this many seconds; null: no limit.</summary>
    [Range(1, 604_800)]
    public int? TimeoutSeconds { get; init; }
}
