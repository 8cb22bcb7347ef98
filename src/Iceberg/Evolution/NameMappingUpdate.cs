using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Evolution;

/// <summary>Keeps a name mapping up to date: renamed columns get their new name as well, new columns are added, and a name that another column takes is taken from the one before.</summary>
internal static class NameMappingUpdate
{
    public static NameMapping Apply(NameMapping mapping, Schema before, Schema after) => new(Fields(mapping.Fields, after.Fields, before));

    /// <param name="now">The fields that the level has now.</param>
    private static List<MappedField> Fields(IReadOnlyList<MappedField> mapped, IEnumerable<NestedField> now, Schema before)
    {
        var current = now.ToList();
        var owners = current.Where(f => before.FindField(f.Id) is not { } old || old.Name != f.Name).ToDictionary(f => f.Name, f => f.Id, StringComparer.Ordinal);
        var fields = mapped.Select(m => Field(m, current.FirstOrDefault(f => f.Id == m.FieldId), owners, before)).ToList();
        fields.AddRange(current.Where(f => before.FindField(f.Id) is null).Select(NameMapping.OfField));
        return fields;
    }

    private static MappedField Field(MappedField mapped, NestedField? now, Dictionary<string, int> owners, Schema before)
    {
        var names = mapped.Names.Where(n => !owners.TryGetValue(n, out var owner) || owner == mapped.FieldId).ToList();
        if (now is null) return mapped with { Names = names };
        if (owners.TryGetValue(now.Name, out var id) && id == now.Id && !names.Contains(now.Name)) names.Add(now.Name);
        return mapped with { Names = names, Fields = Fields(mapped.Fields, SchemaTree.Children(now.Type), before) };
    }
}
