using System.Text.Json;
using Floe.Iceberg.Json;

namespace Floe.Iceberg.Spec;

internal static class SnapshotJson
{
    public static Snapshot Read(JsonCursor at) => new()
    {
        SnapshotId = at["snapshot-id"].AsLong(),
        ParentSnapshotId = at.Optional("parent-snapshot-id")?.AsLong(),
        SequenceNumber = at.Optional("sequence-number")?.AsLong() ?? 0,
        TimestampMs = at["timestamp-ms"].AsLong(),
        ManifestList = at.Optional("manifest-list")?.AsString(),
        Manifests = at.Optional("manifests")?.AsList(m => m.AsString()),
        Summary = at.Optional("summary")?.AsProperties() ?? Properties.None,
        SchemaId = at.Optional("schema-id")?.AsInt(),
        FirstRowId = at.Optional("first-row-id")?.AsLong(),
        AddedRows = at.Optional("added-rows")?.AsLong(),
        KeyId = at.Optional("key-id")?.AsString(),
    };

    public static void Write(Utf8JsonWriter json, Snapshot snapshot) => json.Object(() =>
    {
        // v1 snapshots have no sequence number; 0 stands for that.
        if (snapshot.SequenceNumber > 0) json.WriteNumber("sequence-number", snapshot.SequenceNumber);
        json.WriteNumber("snapshot-id", snapshot.SnapshotId);
        json.Optional("parent-snapshot-id", snapshot.ParentSnapshotId);
        json.WriteNumber("timestamp-ms", snapshot.TimestampMs);
        if (snapshot.Summary.Count > 0) json.Map("summary", snapshot.Summary);
        if (snapshot.ManifestList is { } list) json.WriteString("manifest-list", list);
        else json.List("manifests", snapshot.Manifests ?? [], json.WriteStringValue);
        json.Optional("schema-id", snapshot.SchemaId);
        json.Optional("first-row-id", snapshot.FirstRowId);
        json.Optional("added-rows", snapshot.AddedRows);
        json.Optional("key-id", snapshot.KeyId);
    });
}
