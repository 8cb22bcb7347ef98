using Floe.Iceberg.Spec;

namespace Floe.Engine.Syntax.Statements;

/// <summary><c>ALTER TABLE t ...</c></summary>
internal abstract record AlterTable(QualifiedName Table) : Statement;

/// <summary><c>ADD COLUMN[S]</c></summary>
internal sealed record AddColumns(QualifiedName Table, IReadOnlyList<AddedColumn> Columns) : AlterTable(Table);

/// <param name="Name">Dotted for a field of a struct, <c>list.element.field</c> or <c>map.value.field</c> inside collections.</param>
/// <param name="Type">Its type.</param>
/// <param name="NotNull">Whether it is required.</param>
/// <param name="Comment">Its documentation.</param>
/// <param name="Default">What rows have that do not give it.</param>
/// <param name="Place">Where it goes; null for the end.</param>
internal sealed record AddedColumn(QualifiedName Name, TypeSyntax Type, bool NotNull, string? Comment, QuerySyntax? Default, ColumnPlace? Place);

/// <summary><c>FIRST</c> or <c>AFTER column</c>.</summary>
/// <param name="After">The name among its siblings; null for the first place.</param>
internal sealed record ColumnPlace(string? After);

/// <summary><c>DROP COLUMN[S] [IF EXISTS]</c></summary>
internal sealed record DropColumns(QualifiedName Table, IReadOnlyList<QualifiedName> Columns, bool IfExists) : AlterTable(Table);

/// <summary><c>RENAME COLUMN a TO b</c></summary>
internal sealed record RenameColumn(QualifiedName Table, QualifiedName Column, string NewName) : AlterTable(Table);

/// <summary><c>ALTER COLUMN c ...</c></summary>
internal sealed record AlterColumn(QualifiedName Table, QualifiedName Column, ColumnChange Change) : AlterTable(Table);

internal abstract record ColumnChange;

internal sealed record ChangeType(TypeSyntax Type) : ColumnChange;

internal sealed record ChangeComment(string Comment) : ColumnChange;

internal sealed record ChangeNullability(bool NotNull) : ColumnChange;

internal sealed record MoveColumn(ColumnPlace Place) : ColumnChange;

/// <param name="Value">Null for DROP DEFAULT.</param>
internal sealed record ChangeDefault(QuerySyntax? Value) : ColumnChange;

/// <summary><c>RENAME TO t</c></summary>
internal sealed record RenameTable(QualifiedName Table, QualifiedName NewName) : AlterTable(Table);

internal sealed record SetTableProperties(QualifiedName Table, IReadOnlyDictionary<string, string> Properties, SourcePosition Position) : AlterTable(Table);

internal sealed record UnsetTableProperties(QualifiedName Table, IReadOnlyList<string> Keys, bool IfExists, SourcePosition Position) : AlterTable(Table);

/// <summary><c>ADD PARTITION FIELD transform [AS name]</c></summary>
internal sealed record AddPartitionField(QualifiedName Table, PartitionSyntax Field, string? Name) : AlterTable(Table);

/// <summary><c>DROP PARTITION FIELD transform-or-name</c></summary>
internal sealed record DropPartitionField(QualifiedName Table, PartitionSyntax Field) : AlterTable(Table);

/// <summary><c>REPLACE PARTITION FIELD transform-or-name WITH transform [AS name]</c></summary>
internal sealed record ReplacePartitionField(QualifiedName Table, PartitionSyntax Old, PartitionSyntax New, string? Name) : AlterTable(Table);

/// <summary><c>WRITE [LOCALLY] ORDERED BY ...</c>, <c>WRITE UNORDERED</c>, <c>WRITE DISTRIBUTED BY PARTITION ...</c></summary>
/// <param name="Order">Empty for no order.</param>
/// <param name="Distribution">The table property <c>write.distribution-mode</c>, which Spark goes by.</param>
internal sealed record SetWriteOrder(QualifiedName Table, IReadOnlyList<OrderSyntax> Order, string Distribution) : AlterTable(Table);

/// <summary>A term of an order: a column or a transform of one.</summary>
internal sealed record OrderSyntax(PartitionSyntax Term, SortDirection Direction, NullOrder Nulls);

/// <summary><c>SET IDENTIFIER FIELDS</c>, or with <see cref="Drop"/> <c>DROP IDENTIFIER FIELDS</c>.</summary>
internal sealed record SetIdentifierFields(QualifiedName Table, IReadOnlyList<QualifiedName> Fields, bool Drop) : AlterTable(Table);

/// <summary><c>[CREATE OR] REPLACE | CREATE BRANCH | TAG name ...</c></summary>
/// <param name="Type">Branch or tag.</param>
/// <param name="Create">Whether it may be new.</param>
/// <param name="Replace">Whether it may be there already.</param>
/// <param name="IfNotExists">Whether one that is there is left as it is.</param>
/// <param name="Version">Null: the current snapshot.</param>
/// <param name="Retain">How long expiry keeps the reference.</param>
/// <param name="MinSnapshots">How many snapshots of the branch expiry keeps.</param>
/// <param name="MaxAge">How long expiry keeps the branch's snapshots.</param>
internal sealed record PutReference(
    QualifiedName Table, SnapshotRefType Type, string Name, SourcePosition Position, bool Create, bool Replace, bool IfNotExists,
    long? Version, TimeSpan? Retain, int? MinSnapshots, TimeSpan? MaxAge) : AlterTable(Table);

/// <summary><c>DROP BRANCH | TAG [IF EXISTS] name</c></summary>
internal sealed record DropReference(QualifiedName Table, SnapshotRefType Type, string Name, SourcePosition Position, bool IfExists) : AlterTable(Table);
