using System.Text.Json;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Json;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Updates;

/// <summary>The wire form of updates, told apart by <c>action</c>.</summary>
public static class MetadataUpdateJson
{
    /// <exception cref="BadRequestException">The update is unknown or malformed.</exception>
    public static MetadataUpdate Parse(JsonElement json) => RequestReader.Read(json, "update", Read);

    public static void Write(Utf8JsonWriter json, MetadataUpdate update) => json.Object(() => MetadataUpdateWriter.Write(json, update));

    internal static MetadataUpdate Read(JsonCursor at) => at["action"].AsString() switch
    {
        "assign-uuid" => new AssignUuid(at["uuid"].AsGuid()),
        "upgrade-format-version" => new UpgradeFormatVersion(at["format-version"].AsInt()),
        "set-location" => new SetLocation(at["location"].AsString()),
        // "updated" and "removed" are what Java clients before 1.5 sent.
        "set-properties" => new SetProperties((at.Optional("updates") ?? at["updated"]).AsProperties()),
        "remove-properties" => new RemoveProperties((at.Optional("removals") ?? at["removed"]).AsList(k => k.AsString())),
        "add-encryption-key" => new AddEncryptionKey(EncryptedKeyJson.Read(at["encryption-key"])),
        "remove-encryption-key" => new RemoveEncryptionKey(at["key-id"].AsString()),
        "add-schema" => new AddSchema(SchemaJson.Read(at["schema"]), at.Optional("last-column-id")?.AsInt()),
        "set-current-schema" => new SetCurrentSchema(at["schema-id"].AsInt()),
        "remove-schemas" => new RemoveSchemas(at["schema-ids"].AsList(i => i.AsInt())),
        "add-spec" => new AddSpec(PartitionSpecJson.Read(at["spec"])),
        "set-default-spec" => new SetDefaultSpec(at["spec-id"].AsInt()),
        "remove-partition-specs" => new RemovePartitionSpecs(at["spec-ids"].AsList(i => i.AsInt())),
        "add-sort-order" => new AddSortOrder(SortOrderJson.Read(at["sort-order"])),
        "set-default-sort-order" => new SetDefaultSortOrder(at["sort-order-id"].AsInt()),
        "add-snapshot" => new AddSnapshot(SnapshotJson.Read(at["snapshot"])),
        "set-snapshot-ref" => new SetSnapshotRef(at["ref-name"].AsString(), SnapshotRefJson.Read(at)),
        "remove-snapshots" => new RemoveSnapshots(at["snapshot-ids"].AsList(i => i.AsLong())),
        "remove-snapshot-ref" => new RemoveSnapshotRef(at["ref-name"].AsString()),
        "set-statistics" => new SetStatistics(StatisticsJson.Read(at["statistics"])),
        "remove-statistics" => new RemoveStatistics(at["snapshot-id"].AsLong()),
        "set-partition-statistics" => new SetPartitionStatistics(StatisticsJson.ReadPartition(at["partition-statistics"])),
        "remove-partition-statistics" => new RemovePartitionStatistics(at["snapshot-id"].AsLong()),
        _ => throw at["action"].Fail("this is no update of a table in the REST specification"),
    };
}
