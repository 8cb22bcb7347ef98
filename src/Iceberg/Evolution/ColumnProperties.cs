using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Evolution;

/// <summary>Table properties that name columns, changed as the columns are.</summary>
internal static class ColumnProperties
{
    public static IReadOnlyList<MetadataUpdate> Follow(TableMetadata table, Schema after)
    {
        var set = new Dictionary<string, string>(StringComparer.Ordinal);
        var removed = new List<string>();
        FollowMapping(table, after, set);
        FollowMetrics(table, after, set, removed);
        var updates = new List<MetadataUpdate>();
        if (removed.Count > 0) updates.Add(new RemoveProperties(removed));
        if (set.Count > 0) updates.Add(new SetProperties(set));
        return updates;
    }

    private static void FollowMapping(TableMetadata table, Schema after, Dictionary<string, string> set)
    {
        NameMapping? mapping;
        try
        {
            mapping = NameMapping.Of(table);
        }
        catch (FormatException)
        {
            // A mapping that cannot be read cannot be kept up to date; who needs it gets the error.
            return;
        }
        if (mapping is null) return;
        var json = NameMappingUpdate.Apply(mapping, table.CurrentSchema, after).Serialize();
        if (json != mapping.Serialize()) set[TableProperties.DefaultNameMapping] = json;
    }

    /// <summary>A metrics mode is given by the name of its column.</summary>
    private static void FollowMetrics(TableMetadata table, Schema after, Dictionary<string, string> set, List<string> removed)
    {
        foreach (var (key, value) in table.Properties.Where(p => p.Key.StartsWith(TableProperties.ColumnMetricsModePrefix, StringComparison.Ordinal)))
        {
            if (table.CurrentSchema.FindField(key[TableProperties.ColumnMetricsModePrefix.Length..]) is not { } field) continue;
            var name = after.FullName(field.Id);
            if (name == table.CurrentSchema.FullName(field.Id)) continue;
            removed.Add(key);
            if (name is not null) set[TableProperties.ColumnMetricsModePrefix + name] = value;
        }
    }
}
