using Floe.Iceberg.Catalog;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Evolution;

/// <summary>A partition spec under change, by the rules of the specification ("Partition Evolution").</summary>
internal sealed class PartitionSpecDraft(TableMetadata table)
{
    private readonly List<PartitionField> _fields = [.. table.DefaultSpec.Fields];
    private int _lastId = table.LastPartitionId;

    public PartitionSpec ToSpec() => new(table.DefaultSpecId, [.. _fields]);

    public void Add(string column, Transform transform, string? name)
    {
        var source = Column(column);
        var asked = new PartitionField(source.Id, null, name ?? DefaultName(source.Name, transform), transform);
        if (_fields.FirstOrDefault(f => f.SameValueAs(asked)) is { } same) throw new ValidationException($"The table is partitioned by {transform} of {column} already: {same.Name}.");

        // Values of a field mean the same for ever, so a field that comes back gets its id again; v1 ids only count the fields of a spec.
        var known = table.FormatVersion > 1 ? table.PartitionSpecs.SelectMany(s => s.Fields).FirstOrDefault(f => f.SameValueAs(asked) && (name is null || f.Name == name)) : null;
        var field = known ?? asked with { FieldId = ++_lastId };
        var taken = _fields.FindIndex(f => f.Name == field.Name);
        if (taken >= 0)
        {
            if (_fields[taken].Transform is not VoidTransform) throw new ValidationException($"The table has a partition field {field.Name} already.");
            // The remains of a removed field give up their name.
            _fields[taken] = _fields[taken] with { Name = $"{field.Name}_{_fields[taken].FieldId}" };
        }
        _fields.Add(field);
        Check();
    }

    public void Remove(string name) => Remove(Find(name));

    public void Remove(string column, Transform transform)
    {
        var asked = new PartitionField(Column(column).Id, null, "", transform);
        Remove(_fields.FirstOrDefault(f => f.SameValueAs(asked)) ?? throw new ValidationException($"The table is not partitioned by {transform} of {column}."));
    }

    public void Rename(string name, string newName)
    {
        var field = Find(name);
        if (_fields.Any(f => f.Name == newName)) throw new ValidationException($"The table has a partition field {newName} already.");
        _fields[_fields.IndexOf(field)] = field with { Name = newName };
        Check();
    }

    /// <summary>Java names fields so when a spec is changed, and without the number when a table is made.</summary>
    private static string DefaultName(string column, Transform transform) => transform switch
    {
        BucketTransform bucket => $"{column}_bucket_{bucket.Buckets}",
        TruncateTransform truncate => $"{column}_trunc_{truncate.Width}",
        _ => transform.DefaultFieldName(column),
    };

    private void Remove(PartitionField field)
    {
        var index = _fields.IndexOf(field);
        var isNew = !table.DefaultSpec.Fields.Contains(field);
        // v1 knows fields by their place, so a removed one leaves a field of nulls.
        if (table.FormatVersion == 1 && !isNew) _fields[index] = field with { Transform = new VoidTransform() };
        else _fields.RemoveAt(index);
    }

    private PartitionField Find(string name) =>
        _fields.FirstOrDefault(f => f.Name == name) ?? _fields.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ValidationException($"The table has no partition field {name}.");

    private NestedField Column(string name) =>
        table.CurrentSchema.FindField(name) ?? table.CurrentSchema.FindField(name, caseSensitive: false) ?? throw new ValidationException($"The table has no column {name}.");

    private void Check()
    {
        try
        {
            LayoutRules.Check(ToSpec(), table.CurrentSchema);
        }
        catch (BadRequestException e)
        {
            throw new ValidationException(e.Message, e);
        }
    }
}
