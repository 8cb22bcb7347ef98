namespace Floe.Engine.Syntax.Statements;

internal sealed record Select(QuerySyntax Query) : Statement;

/// <param name="Query">What is explained.</param>
/// <param name="Extended">Whether every file is named.</param>
internal sealed record Explain(QuerySyntax Query, bool Extended) : Statement;

/// <summary><c>INSERT INTO</c> or, with <see cref="Overwrite"/>, <c>INSERT OVERWRITE</c>.</summary>
/// <param name="Table">The table to write.</param>
/// <param name="Overwrite">Whether what is there goes.</param>
/// <param name="Partition">The columns of <c>PARTITION (...)</c>.</param>
/// <param name="Columns">The columns the query's columns go to, in its order; empty means all, by position.</param>
/// <param name="ByName">Whether the query's columns go to the table's columns of the same name.</param>
/// <param name="Query">What gives the rows.</param>
internal sealed record Insert(
    QualifiedName Table, bool Overwrite, IReadOnlyList<PartitionColumn> Partition, IReadOnlyList<string> Columns, bool ByName, QuerySyntax Query) : Statement;

/// <summary>A column of <c>PARTITION (a = 1, b)</c>; without a value its value comes from the query.</summary>
internal sealed record PartitionColumn(string Column, QuerySyntax? Value, SourcePosition Position);

/// <summary><c>DELETE FROM t [AS alias] [WHERE condition]</c></summary>
internal sealed record Delete(QualifiedName Table, string? Alias, QuerySyntax? Condition) : Statement;

/// <summary><c>UPDATE t [AS alias] SET column = expression, ... [WHERE condition]</c></summary>
internal sealed record Update(QualifiedName Table, string? Alias, IReadOnlyList<Assignment> Assignments, QuerySyntax? Condition) : Statement;

/// <summary><c>TRUNCATE TABLE t</c></summary>
internal sealed record Truncate(QualifiedName Table) : Statement;

internal sealed record Assignment(string Column, QuerySyntax Value, SourcePosition Position);
