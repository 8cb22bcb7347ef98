using Floe.Iceberg.Catalog;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Evolution;

/// <summary>
/// Changes how new files are partitioned; files that are there stay as they are. A change that is not possible throws at once; the commit makes all
/// changes anew from the state it finds.
/// </summary>
public sealed class UpdatePartitionSpec
{
    private readonly Table _table;
    private readonly PartitionSpecDraft _preview;
    private readonly List<Action<PartitionSpecDraft>> _steps = [];

    internal UpdatePartitionSpec(Table table)
    {
        _table = table;
        _preview = new PartitionSpecDraft(table.Metadata);
    }

    /// <summary>The fields as the changes so far make them.</summary>
    public PartitionSpec Preview => _preview.ToSpec();

    /// <param name="column">Dotted name, letters in any case.</param>
    /// <param name="transform">Null: the column's value itself.</param>
    /// <param name="name">Null: the name that Spark and Java give, such as <c>ts_day</c> or <c>id_bucket_16</c>. A field that an older spec had keeps its name and id.</param>
    /// <exception cref="ValidationException">There is no such column, or the table is partitioned so already.</exception>
    public UpdatePartitionSpec AddField(string column, Transform? transform = null, string? name = null) => Step(draft => draft.Add(column, transform ?? new IdentityTransform(), name));

    /// <param name="name">Of the partition field.</param>
    /// <exception cref="ValidationException">There is no such partition field.</exception>
    public UpdatePartitionSpec RemoveField(string name) => Step(draft => draft.Remove(name));

    /// <inheritdoc cref="RemoveField(string)"/>
    public UpdatePartitionSpec RemoveField(string column, Transform transform) => Step(draft => draft.Remove(column, transform));

    /// <exception cref="ValidationException">There is no such partition field, or the new name is taken.</exception>
    public UpdatePartitionSpec RenameField(string name, string newName) => Step(draft => draft.Rename(name, newName));

    /// <exception cref="ValidationException">Somebody else changed the table so that a change is not possible any more.</exception>
    /// <exception cref="CommitFailedException">Others were faster in every attempt.</exception>
    public Task CommitAsync(CancellationToken cancellationToken) => _table.UpdateAsync(Change, cancellationToken);

    private TableChange Change(TableMetadata table)
    {
        var draft = new PartitionSpecDraft(table);
        foreach (var step in _steps) step(draft);
        var spec = draft.ToSpec();
        if (spec.SameFieldsAs(table.DefaultSpec)) return TableChange.None;
        return new TableChange(
            [new AssertCurrentSchemaId(table.CurrentSchemaId), new AssertDefaultSpecId(table.DefaultSpecId), new AssertLastAssignedPartitionId(table.LastPartitionId)],
            [new AddSpec(spec), new SetDefaultSpec(MetadataUpdate.LastAdded)]);
    }

    private UpdatePartitionSpec Step(Action<PartitionSpecDraft> step)
    {
        step(_preview);
        _steps.Add(step);
        return this;
    }
}
