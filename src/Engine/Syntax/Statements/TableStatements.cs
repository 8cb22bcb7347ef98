namespace Floe.Engine.Syntax.Statements;

/// <summary><c>CREATE TABLE</c>, with columns or, as CTAS, with a query that gives both columns and rows.</summary>
internal sealed record CreateTable(
    QualifiedName Name,
    bool IfNotExists,
    IReadOnlyList<ColumnSyntax> Columns,
    IReadOnlyList<PartitionSyntax> Partitioning,
    IReadOnlyDictionary<string, string> Properties,
    QuerySyntax? Query) : Statement
{
    /// <summary><c>CREATE OR REPLACE TABLE</c> and <c>REPLACE TABLE</c>: an existing table is made anew and keeps its history.</summary>
    public bool Replaces { get; init; }

    /// <summary><c>REPLACE TABLE</c>: there has to be a table.</summary>
    public bool MustExist { get; init; }
}

internal sealed record DropTable(QualifiedName Name, bool IfExists, bool Purge) : Statement;

internal sealed record DescribeTable(QualifiedName Name, bool Extended) : Statement;

internal sealed record ShowCreateTable(QualifiedName Name) : Statement;

/// <param name="Table">The table.</param>
/// <param name="Key">Null for all.</param>
internal sealed record ShowProperties(QualifiedName Table, string? Key) : Statement;
