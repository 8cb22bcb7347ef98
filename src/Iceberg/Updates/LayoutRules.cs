using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Updates;

/// <summary>Which columns a table may be partitioned and sorted by.</summary>
internal static class LayoutRules
{
    public static void Check(PartitionSpec spec, Schema schema)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in spec.Fields)
        {
            if (field.Name.Length == 0) throw new BadRequestException("Cannot use empty partition name");
            if (!names.Add(field.Name)) throw new BadRequestException($"Cannot use partition name more than once: {field.Name}");
            CheckSource(schema, field.SourceId, field.Transform, $"partition field '{field.Name}'");
            // Only an identity partition may share its column's name; it means the same there.
            if (schema.FindField(field.Name) is { } column && !(field.Transform is IdentityTransform && column.Id == field.SourceId) && field.Transform is not VoidTransform)
                throw new BadRequestException($"Cannot create partition with a name that exists in schema: {field.Name}");
        }
        if (spec.Fields.GroupBy(f => (f.SourceId, f.Transform)).FirstOrDefault(g => g.Count() > 1 && g.Key.Transform is not VoidTransform) is { } twice)
            throw new BadRequestException($"Cannot add redundant partition: {string.Join(", ", twice.Select(f => f.Name))}");
    }

    public static void Check(SortOrder order, Schema schema)
    {
        foreach (var field in order.Fields) CheckSource(schema, field.SourceId, field.Transform, $"sort field {field.Transform}({field.SourceId})");
    }

    private static void CheckSource(Schema schema, int sourceId, Transform transform, string what)
    {
        if (transform is VoidTransform) return;
        if (transform is UnknownTransform) throw new BadRequestException($"Transform '{transform}' of {what} is not known");
        var source = schema.FindField(sourceId) ?? throw new BadRequestException($"Cannot find source column {sourceId} of {what}");
        if (!source.Type.IsPrimitive) throw new BadRequestException($"Cannot use the non-primitive column '{source.Name}' as the source of {what}");
        if (schema.IsInsideCollection(sourceId)) throw new BadRequestException($"Cannot use '{schema.FullName(sourceId)}' as the source of {what}: it is inside a list or map");
        if (!transform.CanTransform(source.Type)) throw new BadRequestException($"Invalid source type {source.Type} for transform: {transform}");
    }
}
