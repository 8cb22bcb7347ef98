using Floe.Iceberg.Json;

namespace Floe.Iceberg.Spec;

internal static class TableMetadataReader
{
    public static TableMetadata Read(JsonCursor at)
    {
        var version = at["format-version"].AsInt();
        if (version is < TableMetadata.MinFormatVersion or > TableMetadata.MaxFormatVersion)
            throw at["format-version"].Fail($"this library reads format versions {TableMetadata.MinFormatVersion} to {TableMetadata.MaxFormatVersion}");

        var schemas = at.Optional("schemas")?.AsList(s => SchemaJson.Read(s)) ?? [SchemaJson.Read(at["schema"])];
        var specs = at.Optional("partition-specs")?.AsList(PartitionSpecJson.Read) ?? [new PartitionSpec(0, PartitionSpecJson.ReadFields(at["partition-spec"]))];
        var snapshots = at.Optional("snapshots")?.AsList(SnapshotJson.Read) ?? [];
        var current = CurrentSnapshot(at, snapshots);
        var metadata = new TableMetadata
        {
            FormatVersion = version,
            TableUuid = at.Optional("table-uuid")?.AsGuid() ?? (version == 1 ? Guid.Empty : throw new JsonShapeException("table-uuid", "is missing.")),
            Location = at["location"].AsString().TrimEnd('/'),
            LastSequenceNumber = version == 1 ? 0 : at["last-sequence-number"].AsLong(),
            LastUpdatedMs = at["last-updated-ms"].AsLong(),
            LastColumnId = at["last-column-id"].AsInt(),
            Schemas = schemas,
            CurrentSchemaId = at.Optional("current-schema-id")?.AsInt() ?? schemas[^1].SchemaId,
            PartitionSpecs = WithFieldIds(specs),
            DefaultSpecId = at.Optional("default-spec-id")?.AsInt() ?? specs[^1].SpecId,
            LastPartitionId = at.Optional("last-partition-id")?.AsInt() ?? WithFieldIds(specs).Max(s => s.LastFieldId),
            SortOrders = at.Optional("sort-orders")?.AsList(SortOrderJson.Read) ?? [SortOrder.Unsorted],
            DefaultSortOrderId = at.Optional("default-sort-order-id")?.AsInt() ?? 0,
            Properties = at.Optional("properties")?.AsProperties() ?? Properties.None,
            CurrentSnapshotId = current,
            Snapshots = snapshots,
            SnapshotLog = at.Optional("snapshot-log")?.AsList(e => new SnapshotLogEntry(e["timestamp-ms"].AsLong(), e["snapshot-id"].AsLong())) ?? [],
            MetadataLog = at.Optional("metadata-log")?.AsList(e => new MetadataLogEntry(e["timestamp-ms"].AsLong(), e["metadata-file"].AsString())) ?? [],
            Refs = References(at, current),
            Statistics = at.Optional("statistics")?.AsList(StatisticsJson.Read) ?? [],
            PartitionStatistics = at.Optional("partition-statistics")?.AsList(StatisticsJson.ReadPartition) ?? [],
            EncryptionKeys = at.Optional("encryption-keys")?.AsList(EncryptedKeyJson.Read) ?? [],
            NextRowId = version >= 3 ? at["next-row-id"].AsLong() : 0,
        };
        Check(at, metadata);
        return metadata;
    }

    /// <summary>Old Java versions wrote -1 for "no snapshot" (specification, Appendix F).</summary>
    private static long? CurrentSnapshot(JsonCursor at, IReadOnlyList<Snapshot> snapshots)
    {
        if (at.Optional("current-snapshot-id") is not { } cursor || cursor.AsLong() == -1) return null;
        var id = cursor.AsLong();
        return snapshots.Any(s => s.SnapshotId == id) ? id : throw cursor.Fail("names a snapshot that the table does not have");
    }

    /// <summary>Metadata without refs (v1, old v2) has its current snapshot as the main branch; with refs, both must agree.</summary>
    private static IReadOnlyDictionary<string, SnapshotRef> References(JsonCursor at, long? current)
    {
        var refs = at.Optional("refs")?.AsMap(SnapshotRefJson.Read) ?? new Dictionary<string, SnapshotRef>();
        if (refs.TryGetValue(SnapshotRef.Main, out var main))
            return main.SnapshotId == current ? refs : throw at["refs"].Fail($"main is snapshot {main.SnapshotId}, current-snapshot-id is {current?.ToString() ?? "absent"}");
        return current is { } id ? new Dictionary<string, SnapshotRef>(refs) { [SnapshotRef.Main] = SnapshotRef.Branch(id) } : refs;
    }

    /// <summary>v1 writers did not give ids to partition fields: they count from 1000 in the order of the spec.</summary>
    private static IReadOnlyList<PartitionSpec> WithFieldIds(IReadOnlyList<PartitionSpec> specs) =>
        [.. specs.Select(spec => spec with { Fields = [.. spec.Fields.Select((f, i) => f with { FieldId = f.FieldId ?? PartitionSpec.LastIdOfNoField + 1 + i })] })];

    private static void Check(JsonCursor at, TableMetadata metadata)
    {
        if (metadata.FindSchema(metadata.CurrentSchemaId) is null) throw at["current-schema-id"].Fail("names a schema that the table does not have");
        if (metadata.FindSpec(metadata.DefaultSpecId) is null) throw at["default-spec-id"].Fail("names a partition spec that the table does not have");
        if (metadata.DefaultSortOrderId != 0 && metadata.SortOrders.All(o => o.OrderId != metadata.DefaultSortOrderId))
            throw at["default-sort-order-id"].Fail("names a sort order that the table does not have");
        if (metadata.FormatVersion > 1 && metadata.Snapshots.FirstOrDefault(s => s.SequenceNumber > metadata.LastSequenceNumber) is { } late)
            throw at["last-sequence-number"].Fail($"snapshot {late.SnapshotId} has the higher sequence number {late.SequenceNumber}");
    }
}
