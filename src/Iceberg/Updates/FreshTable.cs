using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Updates;

/// <summary>Makes the first metadata of a table, with ids given anew as Java's TypeUtil.assignFreshIds gives them.</summary>
internal static class FreshTable
{
    public static TableMetadata Create(
        Schema schema, PartitionSpec spec, SortOrder order, string location, IReadOnlyDictionary<string, string> properties, int formatVersion, TimeProvider time)
    {
        if (formatVersion is < 2 or > TableMetadata.MaxFormatVersion)
            throw new BadRequestException($"New tables are of format version 2 or {TableMetadata.MaxFormatVersion}, not {formatVersion}");
        SchemaRules.Check(schema, formatVersion);
        LayoutRules.Check(spec, schema);
        LayoutRules.Check(order, schema);

        var ids = new FreshIds();
        var fresh = new Schema(0, ids.Assign(schema.Struct).Fields, [.. schema.IdentifierFieldIds.Select(ids.NewId)]);
        var freshSpec = new PartitionSpec(0, [.. spec.Fields.Select((f, i) => f with { SourceIds = [.. f.SourceIds.Select(ids.NewId)], FieldId = PartitionSpec.LastIdOfNoField + 1 + i })]);
        var freshOrder = order.IsUnsorted ? SortOrder.Unsorted : new SortOrder(1, [.. order.Fields.Select(f => f with { SourceId = ids.NewId(f.SourceId) })]);
        return new TableMetadata
        {
            FormatVersion = formatVersion,
            TableUuid = Guid.NewGuid(),
            Location = location.TrimEnd('/'),
            LastUpdatedMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
            LastColumnId = fresh.HighestFieldId,
            Schemas = [fresh],
            CurrentSchemaId = 0,
            PartitionSpecs = [freshSpec],
            DefaultSpecId = 0,
            LastPartitionId = freshSpec.LastFieldId,
            SortOrders = [freshOrder],
            DefaultSortOrderId = freshOrder.OrderId,
            Properties = properties.Where(p => !TableProperties.Reserved.Contains(p.Key)).ToDictionary(StringComparer.Ordinal),
        };
    }
}
