namespace Floe.Engine.Syntax.Statements;

internal sealed record CreateNamespace(QualifiedName Name, bool IfNotExists, IReadOnlyDictionary<string, string> Properties) : Statement;

internal sealed record DropNamespace(QualifiedName Name, bool IfExists) : Statement;

internal sealed record ShowNamespaces(QualifiedName? Catalog, string? Pattern) : Statement;

internal sealed record ShowTables(QualifiedName? Namespace, string? Pattern) : Statement;

internal sealed record DescribeNamespace(QualifiedName Name) : Statement;
