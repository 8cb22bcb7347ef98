namespace Floe.Engine.Syntax;

/// <summary>A data type as the script wrote it, before it means anything in Iceberg or DuckDB.</summary>
internal abstract record TypeSyntax(SourcePosition Position);

/// <summary>A plain type such as <c>INT</c> or <c>DECIMAL(10, 2)</c>. The name is in lower case.</summary>
internal sealed record NamedTypeSyntax(string Name, IReadOnlyList<int> Arguments, SourcePosition Position) : TypeSyntax(Position);

internal sealed record ArrayTypeSyntax(TypeSyntax Element, SourcePosition Position) : TypeSyntax(Position);

internal sealed record MapTypeSyntax(TypeSyntax Key, TypeSyntax Value, SourcePosition Position) : TypeSyntax(Position);

internal sealed record StructTypeSyntax(IReadOnlyList<ColumnSyntax> Fields, SourcePosition Position) : TypeSyntax(Position);

/// <summary>A column of a table or view, or a field of a struct.</summary>
internal sealed record ColumnSyntax(string Name, TypeSyntax Type, bool NotNull, string? Comment, SourcePosition Position)
{
    /// <summary>The expression after DEFAULT.</summary>
    public QuerySyntax? Default { get; init; }
}

/// <summary>One entry of PARTITIONED BY: a column, or a transform such as <c>bucket(16, id)</c> or <c>days(ts)</c>.</summary>
/// <param name="Transform">Lower case; <c>identity</c> for a bare column.</param>
/// <param name="Argument">The number of buckets or the width, where the transform has one.</param>
/// <param name="Column">The source column; dotted for a field of a struct.</param>
/// <param name="Position">Where it stands.</param>
internal sealed record PartitionSyntax(string Transform, int? Argument, string Column, SourcePosition Position);
