using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Updates;

/// <summary>Schemas, partition specs and sort orders of a table under change.</summary>
internal sealed class LayoutBuilder(TableMetadata? current)
{
    private readonly List<Schema> _schemas = [.. current?.Schemas ?? []];
    private readonly List<PartitionSpec> _specs = [.. current?.PartitionSpecs ?? []];
    private readonly List<SortOrder> _orders = [.. current?.SortOrders ?? []];
    private int _lastColumnId = current?.LastColumnId ?? 0;
    private int _lastPartitionId = current?.LastPartitionId ?? PartitionSpec.LastIdOfNoField;
    private int _currentSchemaId = current?.CurrentSchemaId ?? -1;
    private int _defaultSpecId = current?.DefaultSpecId ?? -1;
    private int _defaultOrderId = current?.DefaultSortOrderId ?? -1;
    private int? _lastAddedSchema;
    private int? _lastAddedSpec;
    private int? _lastAddedOrder;

    public bool HasChanges { get; private set; }

    public bool TryApply(MetadataUpdate update, int formatVersion)
    {
        switch (update)
        {
            case AddSchema u:
                Add(u, formatVersion);
                return true;
            case SetCurrentSchema u:
                _currentSchemaId = Select(u.SchemaId, _lastAddedSchema, _currentSchemaId, id => _schemas.Any(s => s.SchemaId == id), "schema");
                return true;
            case RemoveSchemas u:
                if (u.SchemaIds.Contains(_currentSchemaId)) throw new BadRequestException($"Cannot remove the current schema {_currentSchemaId}");
                HasChanges |= _schemas.RemoveAll(s => u.SchemaIds.Contains(s.SchemaId)) > 0;
                return true;
            case AddSpec u:
                Add(u.Spec, formatVersion);
                return true;
            case SetDefaultSpec u:
                _defaultSpecId = Select(u.SpecId, _lastAddedSpec, _defaultSpecId, id => _specs.Any(s => s.SpecId == id), "partition spec");
                return true;
            case RemovePartitionSpecs u:
                if (u.SpecIds.Contains(_defaultSpecId)) throw new BadRequestException($"Cannot remove the default partition spec {_defaultSpecId}");
                HasChanges |= _specs.RemoveAll(s => u.SpecIds.Contains(s.SpecId)) > 0;
                return true;
            case AddSortOrder u:
                Add(u.SortOrder);
                return true;
            case SetDefaultSortOrder u:
                _defaultOrderId = Select(u.SortOrderId, _lastAddedOrder, _defaultOrderId, id => _orders.Any(o => o.OrderId == id), "sort order");
                return true;
            default:
                return false;
        }
    }

    public TableMetadata Complete(TableMetadata metadata)
    {
        if (_currentSchemaId < 0) throw new BadRequestException("The table has no current schema: the commit that creates it needs add-schema and set-current-schema.");
        // A creating commit need not say that the table has no partitions and no order.
        if (_specs.Count == 0) _specs.Add(PartitionSpec.Unpartitioned);
        if (_orders.Count == 0) _orders.Add(SortOrder.Unsorted);
        return metadata with
        {
            Schemas = _schemas,
            CurrentSchemaId = _currentSchemaId,
            LastColumnId = _lastColumnId,
            PartitionSpecs = _specs,
            DefaultSpecId = _defaultSpecId < 0 ? _specs[^1].SpecId : _defaultSpecId,
            LastPartitionId = _lastPartitionId,
            SortOrders = _orders,
            DefaultSortOrderId = _defaultOrderId < 0 ? _orders[^1].OrderId : _defaultOrderId,
        };
    }

    private void Add(AddSchema update, int formatVersion)
    {
        SchemaRules.Check(update.Schema, formatVersion);
        if (update.LastColumnId < _lastColumnId)
            throw new BadRequestException($"Invalid last column ID: {update.LastColumnId} < {_lastColumnId} (previous last column ID)");

        var lastColumnId = Math.Max(_lastColumnId, Math.Max(update.LastColumnId ?? 0, update.Schema.HighestFieldId));
        var same = _schemas.FirstOrDefault(s => s.SameAs(update.Schema));
        if (same is null)
        {
            same = update.Schema.WithId(_schemas.Select(s => s.SchemaId).DefaultIfEmpty(-1).Max() + 1);
            _schemas.Add(same);
            HasChanges = true;
        }
        HasChanges |= lastColumnId != _lastColumnId;
        _lastColumnId = lastColumnId;
        _lastAddedSchema = same.SchemaId;
    }

    private void Add(PartitionSpec spec, int formatVersion)
    {
        LayoutRules.Check(spec, CurrentSchema());
        var fields = new List<PartitionField>();
        foreach (var field in spec.Fields) fields.Add(WithFieldId(field, fields));
        if (formatVersion == 1 && fields.Where((f, i) => f.FieldId != PartitionSpec.LastIdOfNoField + 1 + i).Any())
            throw new BadRequestException("Spec does not use sequential IDs that are required in v1");

        var bound = spec with { Fields = fields };
        var same = _specs.FirstOrDefault(s => s.SameFieldsAs(bound));
        if (same is null)
        {
            same = bound with { SpecId = _specs.Select(s => s.SpecId).DefaultIfEmpty(-1).Max() + 1 };
            _specs.Add(same);
            _lastPartitionId = Math.Max(_lastPartitionId, same.LastFieldId);
            HasChanges = true;
        }
        _lastAddedSpec = same.SpecId;
    }

    /// <summary>A field that an older spec has keeps its id; an id never gets another meaning.</summary>
    private PartitionField WithFieldId(PartitionField field, List<PartitionField> siblings)
    {
        var known = _specs.SelectMany(s => s.Fields).FirstOrDefault(f => f.SameValueAs(field));
        if (field.FieldId is { } id)
        {
            var other = _specs.SelectMany(s => s.Fields).FirstOrDefault(f => f.FieldId == id && !f.SameValueAs(field));
            if (other is not null) throw new BadRequestException($"Partition field id {id} of '{field.Name}' belongs to {other.Transform} of column {other.SourceId}");
            return field;
        }
        var next = Math.Max(_lastPartitionId, siblings.Select(f => f.FieldId ?? 0).DefaultIfEmpty(0).Max()) + 1;
        return field with { FieldId = known?.FieldId ?? next };
    }

    private void Add(SortOrder order)
    {
        LayoutRules.Check(order, CurrentSchema());
        var same = order.IsUnsorted ? SortOrder.Unsorted : _orders.FirstOrDefault(o => o.SameFieldsAs(order));
        same ??= order with { OrderId = _orders.Select(o => o.OrderId).DefaultIfEmpty(0).Max() + 1 };
        if (_orders.All(o => o.OrderId != same.OrderId))
        {
            _orders.Add(same);
            HasChanges = true;
        }
        _lastAddedOrder = same.OrderId;
    }

    private int Select(int id, int? lastAdded, int selected, Func<int, bool> exists, string what)
    {
        if (id == MetadataUpdate.LastAdded) id = lastAdded ?? throw new BadRequestException($"Cannot set last added {what}: no {what} has been added");
        if (!exists(id)) throw new BadRequestException($"Cannot set current {what} to unknown {what}: {id}");
        HasChanges |= id != selected;
        return id;
    }

    private Schema CurrentSchema() =>
        _schemas.FirstOrDefault(s => s.SchemaId == _currentSchemaId) ?? (_schemas.Count > 0 ? _schemas[^1] : throw new BadRequestException("The table has no schema yet"));
}
