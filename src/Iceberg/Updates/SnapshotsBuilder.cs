using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Updates;

/// <summary>Snapshots, references and what hangs on them, of a table under change.</summary>
internal sealed class SnapshotsBuilder(TableMetadata? current)
{
    private readonly List<Snapshot> _snapshots = [.. current?.Snapshots ?? []];
    private readonly Dictionary<string, SnapshotRef> _refs = new(current?.Refs ?? new Dictionary<string, SnapshotRef>(), StringComparer.Ordinal);
    private readonly List<StatisticsFile> _statistics = [.. current?.Statistics ?? []];
    private readonly List<PartitionStatisticsFile> _partitionStatistics = [.. current?.PartitionStatistics ?? []];
    private readonly HashSet<long> _added = [];

    /// <summary>Snapshots that were current within this change; only the last of them belongs to the history.</summary>
    private readonly List<long> _movedTo = [];

    private List<SnapshotLogEntry> _log = [.. current?.SnapshotLog ?? []];
    private long _lastSequenceNumber = current?.LastSequenceNumber ?? 0;
    private long _nextRowId = current?.NextRowId ?? 0;
    private long? _lastUpdatedMs;
    private bool _removed;

    public bool HasChanges { get; private set; }

    public bool TryApply(MetadataUpdate update, int formatVersion)
    {
        switch (update)
        {
            case AddSnapshot u:
                Add(u.Snapshot, formatVersion);
                return true;
            case SetSnapshotRef u:
                Set(u.RefName, u.Reference);
                return true;
            case RemoveSnapshots u:
                Remove(u.SnapshotIds.ToHashSet());
                return true;
            case RemoveSnapshotRef u:
                Remove(u.RefName);
                return true;
            case SetStatistics u:
                Replace(_statistics, u.Statistics, s => s.SnapshotId == u.Statistics.SnapshotId);
                return true;
            case RemoveStatistics u:
                HasChanges |= _statistics.RemoveAll(s => s.SnapshotId == u.SnapshotId) > 0;
                return true;
            case SetPartitionStatistics u:
                Replace(_partitionStatistics, u.Statistics, s => s.SnapshotId == u.Statistics.SnapshotId);
                return true;
            case RemovePartitionStatistics u:
                HasChanges |= _partitionStatistics.RemoveAll(s => s.SnapshotId == u.SnapshotId) > 0;
                return true;
            default:
                return false;
        }
    }

    public TableMetadata Complete(TableMetadata metadata, long nowMs)
    {
        var lastUpdated = _lastUpdatedMs ?? nowMs;
        var currentId = _refs.TryGetValue(SnapshotRef.Main, out var main) ? main.SnapshotId : (long?)null;
        foreach (var id in _movedTo.TakeLast(1).Where(id => id == currentId))
            _log.Add(new SnapshotLogEntry(_added.Contains(id) ? _snapshots.First(s => s.SnapshotId == id).TimestampMs : lastUpdated, id));
        return metadata with
        {
            LastSequenceNumber = _lastSequenceNumber,
            LastUpdatedMs = lastUpdated,
            CurrentSnapshotId = currentId,
            Snapshots = _snapshots,
            SnapshotLog = _removed ? WithoutLostHistory(_log) : _log,
            Refs = _refs,
            Statistics = _statistics,
            PartitionStatistics = _partitionStatistics,
            NextRowId = _nextRowId,
        };
    }

    private void Add(Snapshot snapshot, int formatVersion)
    {
        if (_snapshots.Any(s => s.SnapshotId == snapshot.SnapshotId)) throw new BadRequestException($"Snapshot already exists for id: {snapshot.SnapshotId}");
        // Another writer committed first: a refresh gives this one a new number, so it is a conflict and not a bad request (reference: Java's CatalogHandlers).
        if (formatVersion > 1 && snapshot.SequenceNumber <= _lastSequenceNumber && snapshot.ParentSnapshotId is not null)
            throw new CommitFailedException($"Cannot add snapshot with sequence number {snapshot.SequenceNumber} older than last sequence number {_lastSequenceNumber}");
        if (formatVersion > 1 && snapshot.ManifestList is null) throw new BadRequestException($"Snapshot {snapshot.SnapshotId} has no manifest list, which v{formatVersion} requires");
        if (formatVersion >= 3) AddRows(snapshot);

        _snapshots.Add(snapshot);
        _added.Add(snapshot.SnapshotId);
        _lastSequenceNumber = Math.Max(_lastSequenceNumber, snapshot.SequenceNumber);
        _lastUpdatedMs = snapshot.TimestampMs;
        HasChanges = true;
    }

    private void AddRows(Snapshot snapshot)
    {
        if (snapshot.FirstRowId is not { } first) throw new BadRequestException("Cannot add a snapshot: first-row-id is null");
        if (snapshot.AddedRows is not ({ } added and >= 0)) throw new BadRequestException("Cannot add a snapshot: added-rows is null or negative");
        if (first < _nextRowId) throw new CommitFailedException($"Cannot add a snapshot, first-row-id is behind table next-row-id: {first} < {_nextRowId}");
        _nextRowId = checked(Math.Max(_nextRowId, first) + added);
    }

    private void Set(string name, SnapshotRef reference)
    {
        if (_refs.TryGetValue(name, out var old) && old == reference) return;
        var snapshot = _snapshots.FirstOrDefault(s => s.SnapshotId == reference.SnapshotId)
            ?? throw new BadRequestException($"Cannot set {name} to unknown snapshot: {reference.SnapshotId}");
        if (reference.Type == SnapshotRefType.Tag && (reference.MinSnapshotsToKeep ?? reference.MaxSnapshotAgeMs) is not null)
            throw new BadRequestException($"Tags do not support setting minSnapshotsToKeep or maxSnapshotAgeMs: {name}");
        if (reference is { MinSnapshotsToKeep: <= 0 } or { MaxSnapshotAgeMs: <= 0 } or { MaxRefAgeMs: <= 0 })
            throw new BadRequestException($"The retention of {name} must be greater than 0");
        if (name == SnapshotRef.Main)
        {
            if (reference.Type != SnapshotRefType.Branch) throw new BadRequestException("Cannot set main to a tag: it must be a branch");
            if (old?.SnapshotId != reference.SnapshotId) _movedTo.Add(reference.SnapshotId);
        }
        if (_added.Contains(reference.SnapshotId)) _lastUpdatedMs = snapshot.TimestampMs;
        _refs[name] = reference;
        HasChanges = true;
    }

    private void Remove(HashSet<long> ids)
    {
        if (_snapshots.RemoveAll(s => ids.Contains(s.SnapshotId)) == 0) return;
        foreach (var name in _refs.Where(r => ids.Contains(r.Value.SnapshotId)).Select(r => r.Key).ToList()) Remove(name);
        _statistics.RemoveAll(s => ids.Contains(s.SnapshotId));
        _partitionStatistics.RemoveAll(s => ids.Contains(s.SnapshotId));
        _removed = true;
        HasChanges = true;
    }

    private void Remove(string name)
    {
        if (!_refs.Remove(name)) return;
        if (name == SnapshotRef.Main) _log = [];
        HasChanges = true;
    }

    /// <summary>History is only told as far back as it is whole: entries before one of a removed snapshot are dropped as well.</summary>
    private List<SnapshotLogEntry> WithoutLostHistory(List<SnapshotLogEntry> log)
    {
        var known = _snapshots.Select(s => s.SnapshotId).ToHashSet();
        return log[(log.FindLastIndex(e => !known.Contains(e.SnapshotId)) + 1)..];
    }

    private void Replace<T>(List<T> list, T item, Predicate<T> same)
        where T : class
    {
        if (list.Contains(item)) return;
        list.RemoveAll(same);
        list.Add(item);
        HasChanges = true;
    }
}
