using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Scan;

/// <summary>The partition fields of a spec by source column, with their place in the tuple and their type.</summary>
internal sealed class SpecFields
{
    private readonly Dictionary<int, List<SpecField>> _bySource = [];

    public SpecFields(TableMetadata table, PartitionSpec spec)
    {
        var types = table.PartitionType(spec).Fields;
        for (var i = 0; i < spec.Fields.Count; i++)
        {
            var field = spec.Fields[i];
            if (field.SourceIds.Count != 1) continue;
            if (!_bySource.TryGetValue(field.SourceId, out var list)) _bySource.Add(field.SourceId, list = []);
            list.Add(new SpecField(i, field.Transform, types[i].Type));
        }
    }

    public IReadOnlyList<SpecField> Of(int sourceId) => _bySource.TryGetValue(sourceId, out var fields) ? fields : [];
}

internal readonly record struct SpecField(int Index, Transform Transform, IcebergType Type);
