namespace Floe.Engine.Syntax.Statements;

/// <summary>A temporary view: it lives as long as the script runs.</summary>
internal abstract record CreateView(string Name, bool OrReplace) : Statement;

/// <summary><c>CREATE TEMPORARY VIEW name (columns) USING csv OPTIONS (...)</c>. Option names are in lower case.</summary>
internal sealed record CreateFileView(
    string Name,
    bool OrReplace,
    IReadOnlyList<ColumnSyntax> Columns,
    string Format,
    IReadOnlyDictionary<string, string> Options,
    SourcePosition Position) : CreateView(Name, OrReplace);

/// <summary><c>CREATE TEMPORARY VIEW name [(column names)] AS SELECT ...</c></summary>
internal sealed record CreateQueryView(string Name, bool OrReplace, IReadOnlyList<string> ColumnNames, QuerySyntax Query)
    : CreateView(Name, OrReplace);

internal sealed record DropView(string Name, bool IfExists, SourcePosition Position) : Statement;
