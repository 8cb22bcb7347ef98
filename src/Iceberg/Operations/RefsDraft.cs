using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Operations;

/// <summary>The references of a table under change.</summary>
internal sealed class RefsDraft(TableMetadata table)
{
    private readonly Dictionary<string, SnapshotRef> _refs = new(table.Refs, StringComparer.Ordinal);

    /// <summary>What is different, under the requirement that nobody else changed the same references.</summary>
    public TableChange Changes()
    {
        var names = table.Refs.Keys.Union(_refs.Keys).Where(name => table.Refs.GetValueOrDefault(name) != _refs.GetValueOrDefault(name)).Order(StringComparer.Ordinal).ToList();
        return new TableChange(
            [.. names.Select(name => new AssertRefSnapshotId(name, table.Refs.GetValueOrDefault(name)?.SnapshotId))],
            [.. names.Select(name => _refs.TryGetValue(name, out var reference) ? (MetadataUpdate)new SetSnapshotRef(name, reference) : new RemoveSnapshotRef(name))]);
    }

    public void Create(string name, SnapshotRefType type, long? snapshotId)
    {
        if (_refs.ContainsKey(name)) throw new ValidationException($"{name} exists already.");
        var id = snapshotId ?? Main()?.SnapshotId ?? throw new ValidationException($"Cannot make {name}: the table has no snapshot.");
        _refs.Add(name, new SnapshotRef(Known(id).SnapshotId, type));
    }

    public void Replace(string name, SnapshotRefType type, long snapshotId)
    {
        Find(name, type);
        Move(name, snapshotId, orCreate: false);
    }

    public void Remove(string name, SnapshotRefType type)
    {
        if (name == SnapshotRef.Main) throw new ValidationException("The branch main cannot be removed.");
        Find(name, type);
        _refs.Remove(name);
    }

    public void Rename(string name, string newName)
    {
        if (name == SnapshotRef.Main) throw new ValidationException("The branch main cannot be renamed.");
        var reference = Find(name, SnapshotRefType.Branch);
        if (!_refs.TryAdd(newName, reference)) throw new ValidationException($"{newName} exists already.");
        _refs.Remove(name);
    }

    public void FastForward(string branch, string to)
    {
        var target = Find(to, null).SnapshotId;
        if (_refs.ContainsKey(branch) && table.History(target).All(s => s.SnapshotId != Find(branch, SnapshotRefType.Branch).SnapshotId))
            throw new ValidationException($"Cannot fast-forward {branch} to {to}: {branch} has snapshots that {to} does not have.");
        Move(branch, target, orCreate: true);
    }

    public void Rollback(long snapshotId)
    {
        var target = Known(snapshotId).SnapshotId;
        if (History().All(s => s.SnapshotId != target))
            throw new ValidationException($"Cannot roll back to snapshot {snapshotId}: it is not an ancestor of the current state.");
        Move(SnapshotRef.Main, target, orCreate: false);
    }

    public void RollbackTo(DateTimeOffset time)
    {
        var snapshot = History().FirstOrDefault(s => s.TimestampMs < time.ToUnixTimeMilliseconds())
            ?? throw new ValidationException($"Cannot roll back: the table has no snapshot in its history that is older than {time:O}.");
        Move(SnapshotRef.Main, snapshot.SnapshotId, orCreate: false);
    }

    public void Move(string branch, long snapshotId, bool orCreate)
    {
        var id = Known(snapshotId).SnapshotId;
        if (_refs.TryGetValue(branch, out var reference)) _refs[branch] = reference with { SnapshotId = id };
        else if (orCreate) _refs.Add(branch, SnapshotRef.Branch(id));
        else throw new ValidationException($"{branch} does not exist.");
    }

    public void Change(string name, SnapshotRefType? type, Func<SnapshotRef, SnapshotRef> change) => _refs[name] = change(Find(name, type));

    private SnapshotRef? Main() => _refs.GetValueOrDefault(SnapshotRef.Main);

    private IEnumerable<Snapshot> History() => Main() is { } main ? table.History(main.SnapshotId) : [];

    private Snapshot Known(long id) => table.FindSnapshot(id) ?? throw new ValidationException($"The table has no snapshot {id}; it may have expired.");

    private SnapshotRef Find(string name, SnapshotRefType? type)
    {
        if (!_refs.TryGetValue(name, out var reference)) throw new ValidationException($"{name} does not exist.");
        if (type is not null && reference.Type != type)
            throw new ValidationException($"{name} is a {reference.Type.ToString().ToLowerInvariant()}, not a {type.Value.ToString().ToLowerInvariant()}.");
        return reference;
    }
}
