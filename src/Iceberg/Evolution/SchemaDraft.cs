using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Evolution;

/// <summary>The schema of a table under change, by the rules of the specification ("Schema Evolution").</summary>
internal sealed class SchemaDraft
{
    private readonly TableMetadata _table;
    private int _lastColumnId;

    public SchemaDraft(TableMetadata table)
    {
        _table = table;
        _lastColumnId = table.LastColumnId;
        Schema = table.CurrentSchema;
    }

    public Schema Schema { get; private set; }

    /// <summary>Whether names that differ in case only may stand side by side.</summary>
    public bool CaseSensitive { get; set; }

    /// <summary>Whether changes are taken that readers of old data may trip over.</summary>
    public bool AllowIncompatible { get; set; }

    public void Add(NewColumn column)
    {
        var owner = column.Parent is { } parent ? StructOwner(parent) : null;
        RequireFree(owner, column.Name, except: null);
        if (column.Required && column.Default is null && !AllowIncompatible)
            throw new ValidationException($"Cannot add the required column {column.Name}: rows that are there already have no value for it. Give a default (version 3), or make it optional.");
        if (column.Default is not null && _table.FormatVersion < 3)
            throw new ValidationException($"Cannot give {column.Name} a default: tables before version 3 have none.");
        RequireFits(column.Name, column.Type, column.Default);
        // What it is for a struct, its fields say.
        var ids = new FreshIds(_lastColumnId);
        var added = new NestedField(ids.Next(0), column.Name, column.Required, ids.AssignType(column.Type), column.Doc, column.Default, column.Default);
        _lastColumnId = ids.Last;
        ChangeStruct(owner?.Id, fields => [.. fields, added]);
    }

    public void Delete(string name)
    {
        var (field, parent) = StructField(name, "delete");
        foreach (var inside in Inside(field)) RequireUnused(inside);
        ChangeStruct(parent?.Id, fields => [.. fields.Where(f => f.Id != field.Id)]);
    }

    public void Rename(string name, string newName)
    {
        var (field, parent) = StructField(name, "rename");
        RequireFree(parent, newName, except: field.Id);
        Change(field, f => f with { Name = newName });
    }

    public void Promote(string name, PrimitiveType type)
    {
        var field = Find(name);
        RequireNoKey(field, "change the type of");
        if (!TypePromotion.IsAllowed(field.Type, type, _table.FormatVersion))
            throw new ValidationException($"Cannot change the type of {name} from {field.Type} to {type}: that is no promotion of version {_table.FormatVersion}.");
        if (_table.PartitionSpecs.SelectMany(s => s.Fields).FirstOrDefault(p => p.SourceIds.Contains(field.Id) && !TypePromotion.KeepsPartitions(field.Type, type, p.Transform)) is { } partition)
            throw new ValidationException($"Cannot change the type of {name} from {field.Type} to {type}: the partition field {partition.Name} ({partition.Transform}) would have other values.");
        Change(field, f => f with { Type = type, InitialDefault = TypePromotion.Convert(f.InitialDefault, type), WriteDefault = TypePromotion.Convert(f.WriteDefault, type) });
    }

    public void SetDoc(string name, string? doc) => Change(StructField(name, "document").Field, f => f with { Doc = doc });

    public void SetWriteDefault(string name, object? value)
    {
        var (field, _) = StructField(name, "give a default to");
        if (_table.FormatVersion < 3) throw new ValidationException($"Cannot give {name} a default: tables before version 3 have none.");
        if (value is null && field is { Required: true, WriteDefault: not null }) throw new ValidationException($"Cannot take the default from {name}: it is required.");
        RequireFits(name, field.Type, value);
        Change(field, f => f with { WriteDefault = value });
    }

    public void MakeOptional(string name)
    {
        var field = Find(name);
        RequireNoKey(field, "make optional");
        if (Schema.IdentifierFieldIds.Contains(field.Id)) throw new ValidationException($"Cannot make {name} optional: it identifies rows.");
        Change(field, f => f with { Required = false });
    }

    public void Require(string name)
    {
        var field = Find(name);
        var isNewWithDefault = _table.CurrentSchema.FindField(field.Id) is null && field.InitialDefault is not null;
        if (!field.Required && !AllowIncompatible && !isNewWithDefault) throw new ValidationException($"Cannot make {name} required: rows that are there already may have no value for it.");
        Change(field, f => f with { Required = true });
    }

    /// <param name="toIndex">By the siblings without the moved field.</param>
    public void Move(string name, Func<List<NestedField>, int> toIndex)
    {
        var (field, parent) = StructField(name, "move");
        ChangeStruct(parent?.Id, fields =>
        {
            var others = fields.Where(f => f.Id != field.Id).ToList();
            others.Insert(toIndex(others), field);
            return others;
        });
    }

    public int IndexOf(List<NestedField> siblings, string name)
    {
        var id = Find(name).Id;
        var index = siblings.FindIndex(f => f.Id == id);
        return index >= 0 ? index : throw new ValidationException($"Cannot move a column to {name}: it is not in the same struct, or is the column itself.");
    }

    public void SetIdentifiers(IEnumerable<string> names) =>
        Schema = Checked(new Schema(Schema.SchemaId, Schema.Fields, [.. names.Select(n => Find(n).Id).Order()]));

    private static IEnumerable<NestedField> Inside(NestedField field) => SchemaTree.Children(field.Type).SelectMany(Inside).Prepend(field);

    private NestedField Find(string name) =>
        Schema.FindField(name) ?? (CaseSensitive ? null : Schema.FindField(name, caseSensitive: false)) ?? throw new ValidationException($"The table has no column {name}.");

    private NestedField StructOwner(string parent)
    {
        var field = Find(parent);
        // A struct in a list or in a map's values is meant where one of these is named.
        while (field.Type is ListType or MapType) field = field.Type is ListType list ? list.ElementField : ((MapType)field.Type).ValueField;
        return field.Type is StructType ? field : throw new ValidationException($"Cannot add a column to {parent}: it is a {field.Type}, not a struct.");
    }

    private (NestedField Field, NestedField? Parent) StructField(string name, string verb)
    {
        var field = Find(name);
        var parent = SchemaTree.ParentOf(Schema, field.Id);
        if (parent?.Type is ListType or MapType) throw new ValidationException($"Cannot {verb} {name}: it is the {field.Name} of {parent.Name}.");
        return (field, parent);
    }

    private void RequireNoKey(NestedField field, string verb)
    {
        var inKey = Schema.AllFields.Select(f => f.Type).OfType<MapType>().Any(m => Inside(m.KeyField).Any(f => f.Id == field.Id));
        if (inKey) throw new ValidationException($"Cannot {verb} {Schema.FullName(field.Id)}: it is part of the key of a map.");
    }

    private void RequireFree(NestedField? owner, string name, int? except)
    {
        if (name.Length == 0) throw new ValidationException("A column needs a name.");
        var siblings = owner is null ? Schema.Fields : ((StructType)owner.Type).Fields;
        var comparison = CaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        if (siblings.FirstOrDefault(f => f.Id != except && string.Equals(f.Name, name, comparison)) is { } other)
            throw new ValidationException($"The table has a column {Schema.FullName(other.Id)} already{(other.Name == name ? "" : $", which differs from {name} in case only")}.");
    }

    private void RequireUnused(NestedField field)
    {
        var name = Schema.FullName(field.Id);
        if (Schema.IdentifierFieldIds.Contains(field.Id)) throw new ValidationException($"Cannot delete {name}: it identifies rows. Set other identifier fields first.");
        if (_table.DefaultSpec.Fields.FirstOrDefault(f => f.Transform is not VoidTransform && f.SourceIds.Contains(field.Id)) is { } partition)
            throw new ValidationException($"Cannot delete {name}: the table is partitioned by {partition.Name}. Remove the partition field first.");
        if (_table.DefaultSortOrder.Fields.Any(f => f.SourceId == field.Id))
            throw new ValidationException($"Cannot delete {name}: the table is sorted by it. Replace the sort order first.");
    }

    private static void RequireFits(string name, IcebergType type, object? value)
    {
        if (!IcebergValue.Fits(type, value)) throw new ValidationException($"The default of {name} is {value} ({value!.GetType().Name}), which is no {type}.");
    }

    private void ChangeStruct(int? ownerId, Func<IReadOnlyList<NestedField>, IReadOnlyList<NestedField>> change) => Set(SchemaTree.ChangeStruct(Schema.Struct, ownerId, change));

    private void Change(NestedField field, Func<NestedField, NestedField> change) => Set(SchemaTree.ChangeField(Schema.Struct, field.Id, change));

    private void Set(StructType root) => Schema = Checked(new Schema(Schema.SchemaId, root.Fields, Schema.IdentifierFieldIds));

    private Schema Checked(Schema schema)
    {
        try
        {
            SchemaRules.Check(schema, _table.FormatVersion);
            return schema;
        }
        catch (Catalog.BadRequestException e)
        {
            throw new ValidationException(e.Message, e);
        }
    }
}
