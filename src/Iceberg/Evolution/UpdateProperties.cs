using Floe.Iceberg.Catalog;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Evolution;

/// <summary>Sets and removes table properties.</summary>
public sealed class UpdateProperties
{
    private readonly Table _table;
    private readonly Dictionary<string, string> _set = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);

    internal UpdateProperties(Table table) => _table = table;

    /// <exception cref="ArgumentException">The property is part of the metadata itself, such as <c>format-version</c>.</exception>
    public UpdateProperties Set(string key, string value)
    {
        RequireFree(key);
        _removed.Remove(key);
        _set[key] = value;
        return this;
    }

    /// <inheritdoc cref="Set"/>
    public UpdateProperties Remove(string key)
    {
        RequireFree(key);
        _set.Remove(key);
        _removed.Add(key);
        return this;
    }

    /// <exception cref="CommitFailedException">Others were faster in every attempt.</exception>
    public Task CommitAsync(CancellationToken cancellationToken) => _table.UpdateAsync(table =>
    {
        var updates = new List<MetadataUpdate>();
        var changed = _set.Where(p => table.Properties.GetValueOrDefault(p.Key) != p.Value).ToDictionary(StringComparer.Ordinal);
        var removed = _removed.Where(table.Properties.ContainsKey).ToList();
        if (changed.Count > 0) updates.Add(new SetProperties(changed));
        if (removed.Count > 0) updates.Add(new RemoveProperties(removed));
        return new TableChange([], updates);
    }, cancellationToken);

    private static void RequireFree(string key)
    {
        if (TableProperties.Reserved.Contains(key))
            throw new ArgumentException($"{key} is no property of its own, but tells what the metadata says{(key == TableProperties.FormatVersion ? ": use UpgradeFormatVersionAsync" : "")}.", nameof(key));
    }
}
