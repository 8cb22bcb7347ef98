namespace Floe.Iceberg.Spec;

/// <summary>One version of a table, as a metadata file holds it. Changed only through <see cref="Updates.TableMetadataBuilder"/>.</summary>
public sealed record TableMetadata
{
    public const int MinFormatVersion = 1;
    public const int MaxFormatVersion = 3;
    public const int DefaultFormatVersion = 2;

    public required int FormatVersion { get; init; }

    public required Guid TableUuid { get; init; }

    public required string Location { get; init; }

    public long LastSequenceNumber { get; init; }

    public required long LastUpdatedMs { get; init; }

    public required int LastColumnId { get; init; }

    public required IReadOnlyList<Schema> Schemas { get; init; }

    public required int CurrentSchemaId { get; init; }

    public required IReadOnlyList<PartitionSpec> PartitionSpecs { get; init; }

    public required int DefaultSpecId { get; init; }

    public required int LastPartitionId { get; init; }

    public required IReadOnlyList<SortOrder> SortOrders { get; init; }

    public required int DefaultSortOrderId { get; init; }

    public IReadOnlyDictionary<string, string> Properties { get; init; } = Spec.Properties.None;

    public long? CurrentSnapshotId { get; init; }

    public IReadOnlyList<Snapshot> Snapshots { get; init; } = [];

    public IReadOnlyList<SnapshotLogEntry> SnapshotLog { get; init; } = [];

    public IReadOnlyList<MetadataLogEntry> MetadataLog { get; init; } = [];

    public IReadOnlyDictionary<string, SnapshotRef> Refs { get; init; } = new Dictionary<string, SnapshotRef>();

    public IReadOnlyList<StatisticsFile> Statistics { get; init; } = [];

    public IReadOnlyList<PartitionStatisticsFile> PartitionStatistics { get; init; } = [];

    public IReadOnlyList<EncryptedKey> EncryptionKeys { get; init; } = [];

    /// <summary>Row lineage (v3): the next row id to give; 0 before v3.</summary>
    public long NextRowId { get; init; }

    public Schema CurrentSchema => FindSchema(CurrentSchemaId) ?? Schemas[^1];

    public PartitionSpec DefaultSpec => FindSpec(DefaultSpecId) ?? PartitionSpecs[^1];

    public SortOrder DefaultSortOrder => SortOrders.FirstOrDefault(o => o.OrderId == DefaultSortOrderId) ?? SortOrder.Unsorted;

    public Snapshot? CurrentSnapshot => CurrentSnapshotId is { } id ? FindSnapshot(id) : null;

    /// <summary>The sequence number of the next commit; 0 in v1, which has none.</summary>
    public long NextSequenceNumber => FormatVersion == 1 ? 0 : LastSequenceNumber + 1;

    public Schema? FindSchema(int id) => Schemas.FirstOrDefault(s => s.SchemaId == id);

    public PartitionSpec? FindSpec(int id) => PartitionSpecs.FirstOrDefault(s => s.SpecId == id);

    public Snapshot? FindSnapshot(long id) => Snapshots.FirstOrDefault(s => s.SnapshotId == id);

    /// <summary>The type of a spec's partition tuples. Its columns may have been dropped from the current schema: older schemas know them.</summary>
    public StructType PartitionType(PartitionSpec spec) => spec.PartitionType(id =>
        CurrentSchema.FindField(id) ?? Schemas.Reverse().Select(s => s.FindField(id)).FirstOrDefault(f => f is not null));

    /// <summary>The snapshot of a branch or tag.</summary>
    public Snapshot? FindSnapshot(string reference) => Refs.TryGetValue(reference, out var r) ? FindSnapshot(r.SnapshotId) : null;

    /// <summary>The snapshot that was current at a time: what <c>TIMESTAMP AS OF</c> reads.</summary>
    public Snapshot? SnapshotAsOf(DateTimeOffset time)
    {
        var entry = SnapshotLog.LastOrDefault(e => e.TimestampMs <= time.ToUnixTimeMilliseconds());
        return entry is null ? null : FindSnapshot(entry.SnapshotId);
    }

    /// <summary>The schema a snapshot was written with; time travel reads by it.</summary>
    public Schema SchemaOf(Snapshot snapshot) => snapshot.SchemaId is { } id && FindSchema(id) is { } schema ? schema : CurrentSchema;

    /// <summary>The snapshot and its ancestors, the newest first. Ends where the parent is expired; a cycle ends it as well.</summary>
    public IEnumerable<Snapshot> History(long snapshotId)
    {
        var seen = new HashSet<long>();
        for (var snapshot = FindSnapshot(snapshotId); snapshot is not null && seen.Add(snapshot.SnapshotId);)
        {
            yield return snapshot;
            snapshot = snapshot.ParentSnapshotId is { } parent ? FindSnapshot(parent) : null;
        }
    }
}
