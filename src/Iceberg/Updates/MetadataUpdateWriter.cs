using System.Text.Json;
using Floe.Iceberg.Json;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Updates;

internal static class MetadataUpdateWriter
{
    public static void Write(Utf8JsonWriter json, MetadataUpdate update)
    {
        switch (update)
        {
            case AssignUuid u:
                Action(json, "assign-uuid").WriteString("uuid", u.Uuid);
                break;
            case UpgradeFormatVersion u:
                Action(json, "upgrade-format-version").WriteNumber("format-version", u.FormatVersion);
                break;
            case SetLocation u:
                Action(json, "set-location").WriteString("location", u.Location);
                break;
            case SetProperties u:
                Action(json, "set-properties").Map("updates", u.Updates);
                break;
            case RemoveProperties u:
                Action(json, "remove-properties").List("removals", u.Removals, json.WriteStringValue);
                break;
            case AddEncryptionKey u:
                Action(json, "add-encryption-key").WritePropertyName("encryption-key");
                EncryptedKeyJson.Write(json, u.Key);
                break;
            case RemoveEncryptionKey u:
                Action(json, "remove-encryption-key").WriteString("key-id", u.KeyId);
                break;
            case AddSchema u:
                Action(json, "add-schema").WritePropertyName("schema");
                SchemaJson.Write(json, u.Schema);
                json.Optional("last-column-id", u.LastColumnId);
                break;
            case SetCurrentSchema u:
                Action(json, "set-current-schema").WriteNumber("schema-id", u.SchemaId);
                break;
            case RemoveSchemas u:
                Action(json, "remove-schemas").Numbers("schema-ids", u.SchemaIds);
                break;
            case AddSpec u:
                Action(json, "add-spec").WritePropertyName("spec");
                PartitionSpecJson.Write(json, u.Spec);
                break;
            case SetDefaultSpec u:
                Action(json, "set-default-spec").WriteNumber("spec-id", u.SpecId);
                break;
            case RemovePartitionSpecs u:
                Action(json, "remove-partition-specs").Numbers("spec-ids", u.SpecIds);
                break;
            case AddSortOrder u:
                Action(json, "add-sort-order").WritePropertyName("sort-order");
                SortOrderJson.Write(json, u.SortOrder);
                break;
            case SetDefaultSortOrder u:
                Action(json, "set-default-sort-order").WriteNumber("sort-order-id", u.SortOrderId);
                break;
            case AddSnapshot u:
                Action(json, "add-snapshot").WritePropertyName("snapshot");
                SnapshotJson.Write(json, u.Snapshot);
                break;
            case SetSnapshotRef u:
                Action(json, "set-snapshot-ref").WriteString("ref-name", u.RefName);
                SnapshotRefJson.WriteContent(json, u.Reference);
                break;
            case RemoveSnapshots u:
                Action(json, "remove-snapshots").List("snapshot-ids", u.SnapshotIds, json.WriteNumberValue);
                break;
            case RemoveSnapshotRef u:
                Action(json, "remove-snapshot-ref").WriteString("ref-name", u.RefName);
                break;
            case SetStatistics u:
                // The id beside the file is deprecated in the specification, but older servers insist on it.
                Action(json, "set-statistics").WriteNumber("snapshot-id", u.Statistics.SnapshotId);
                json.WritePropertyName("statistics");
                StatisticsJson.Write(json, u.Statistics);
                break;
            case RemoveStatistics u:
                Action(json, "remove-statistics").WriteNumber("snapshot-id", u.SnapshotId);
                break;
            case SetPartitionStatistics u:
                Action(json, "set-partition-statistics").WritePropertyName("partition-statistics");
                StatisticsJson.Write(json, u.Statistics);
                break;
            case RemovePartitionStatistics u:
                Action(json, "remove-partition-statistics").WriteNumber("snapshot-id", u.SnapshotId);
                break;
            default:
                throw new ArgumentException($"{update.GetType().Name} has no wire form.", nameof(update));
        }
    }

    private static Utf8JsonWriter Action(Utf8JsonWriter json, string action)
    {
        json.WriteString("action", action);
        return json;
    }
}
