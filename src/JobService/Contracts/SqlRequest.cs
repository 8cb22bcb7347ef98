using System.ComponentModel.DataAnnotations;
using Floe.Engine;

namespace Floe.JobService.Contracts;

/// <summary>The body of <c>POST /api/v1/sql</c>: statements to run now, without a job.</summary>
public sealed record SqlRequest
{
    /// <summary>Name or ARN of the table bucket that the catalog <c>s3tablesbucket</c> stands for; null where the SQL names its catalogs itself.</summary>
    public string? TableBucket { get; init; }

    public required string Sql { get; init; }

    /// <summary>Rows to return at most, 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxRows { get; init; } = 1000;
}

/// <summary>What the statements did, and the rows of the last SELECT; null where there was none.</summary>
public sealed record SqlResponse(IReadOnlyList<StatementSummary> Statements, ResultSet? Result);
