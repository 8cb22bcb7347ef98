namespace Floe.Engine.Syntax.Statements;

/// <summary><c>CREATE TABLE</c>, with columns or, as CTAS, with a query that gives both columns and rows.</summary>
internal sealed record CreateTable(
    QualifiedName Name,
    bool IfNotExists,
    IReadOnlyList<ColumnSyntax> Columns,
    IReadOnlyList<PartitionSyntax> Partitioning,
    IReadOnlyDictionary<string, string> Properties,
    QuerySyntax? Query) : Statement;

internal sealed record DropTable(QualifiedName Name, bool IfExists, bool Purge) : Statement;

internal sealed record DescribeTable(QualifiedName Name, bool Extended) : Statement;

internal sealed record ShowCreateTable(QualifiedName Name) : Statement;

/// <param name="Table">The table.</param>
/// <param name="Key">Null for all.</param>
internal sealed record ShowProperties(QualifiedName Table, string? Key) : Statement;
