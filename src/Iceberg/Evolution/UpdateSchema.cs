using Floe.Iceberg.Catalog;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Evolution;

/// <summary>
/// Changes the columns of a table. Columns are named by dotted names (<c>address.city</c>, <c>tags.element</c>, <c>props.value.x</c>), letters in any
/// case. A change that is not possible throws at once; the commit makes all changes anew from the state it finds. The name mapping and the metrics
/// properties of columns follow.
/// </summary>
public sealed class UpdateSchema
{
    private readonly Table _table;
    private readonly SchemaDraft _preview;
    private readonly List<Action<SchemaDraft>> _steps = [];

    internal UpdateSchema(Table table)
    {
        _table = table;
        _preview = new SchemaDraft(table.Metadata);
    }

    /// <summary>The columns as the changes so far make them.</summary>
    public Schema Preview => _preview.Schema;

    /// <summary>Names must match in case, and may differ in case only.</summary>
    public UpdateSchema CaseSensitive() => Step(draft => draft.CaseSensitive = true);

    /// <summary>Lets columns become required, and required ones be added without a default: the caller knows that no row lacks a value.</summary>
    public UpdateSchema AllowIncompatibleChanges() => Step(draft => draft.AllowIncompatible = true);

    /// <exception cref="ValidationException">The name is taken, or the column would make old rows invalid.</exception>
    public UpdateSchema AddColumn(NewColumn column) => Step(draft => draft.Add(column));

    /// <inheritdoc cref="AddColumn(NewColumn)"/>
    public UpdateSchema AddColumn(string name, IcebergType type) => AddColumn(new NewColumn(name, type));

    /// <exception cref="ValidationException">There is no such column, or the table is partitioned, sorted or identified by it.</exception>
    public UpdateSchema DeleteColumn(string name) => Step(draft => draft.Delete(name));

    /// <param name="newName">Without the names of its parents.</param>
    /// <exception cref="ValidationException">There is no such column, or the new name is taken.</exception>
    public UpdateSchema RenameColumn(string name, string newName) => Step(draft => draft.Rename(name, newName));

    /// <exception cref="ValidationException">There is no such column, or <see cref="TypePromotion"/> does not allow the type.</exception>
    public UpdateSchema PromoteColumn(string name, PrimitiveType type) => Step(draft => draft.Promote(name, type));

    public UpdateSchema SetDoc(string name, string? doc) => Step(draft => draft.SetDoc(name, doc));

    /// <summary>What writers store that do not give the column (version 3); rows that are there keep what they have.</summary>
    /// <exception cref="ValidationException">There is no such column, or the value is not of its type.</exception>
    public UpdateSchema SetWriteDefault(string name, object? value) => Step(draft => draft.SetWriteDefault(name, value));

    public UpdateSchema MakeOptional(string name) => Step(draft => draft.MakeOptional(name));

    /// <exception cref="ValidationException">Old rows may have no value; see <see cref="AllowIncompatibleChanges"/>.</exception>
    public UpdateSchema RequireColumn(string name) => Step(draft => draft.Require(name));

    public UpdateSchema MoveFirst(string name) => Step(draft => draft.Move(name, _ => 0));

    public UpdateSchema MoveBefore(string name, string other) => Step(draft => draft.Move(name, siblings => draft.IndexOf(siblings, other)));

    public UpdateSchema MoveAfter(string name, string other) => Step(draft => draft.Move(name, siblings => draft.IndexOf(siblings, other) + 1));

    /// <summary>The columns that identify a row: required, primitive, not floating point.</summary>
    public UpdateSchema SetIdentifierFields(params IReadOnlyList<string> names) => Step(draft => draft.SetIdentifiers(names));

    /// <exception cref="ValidationException">Somebody else changed the table so that a change is not possible any more.</exception>
    /// <exception cref="CommitFailedException">Others were faster in every attempt.</exception>
    public Task CommitAsync(CancellationToken cancellationToken) => _table.UpdateAsync(Change, cancellationToken);

    private TableChange Change(TableMetadata table)
    {
        var draft = new SchemaDraft(table);
        foreach (var step in _steps) step(draft);
        if (draft.Schema.SameAs(table.CurrentSchema)) return TableChange.None;
        return new TableChange(
            [new AssertCurrentSchemaId(table.CurrentSchemaId), new AssertLastAssignedFieldId(table.LastColumnId)],
            [new AddSchema(draft.Schema), new SetCurrentSchema(MetadataUpdate.LastAdded), .. ColumnProperties.Follow(table, draft.Schema)]);
    }

    private UpdateSchema Step(Action<SchemaDraft> step)
    {
        step(_preview);
        _steps.Add(step);
        return this;
    }
}
