using System.Text.Json;
using Floe.Iceberg.Json;

namespace Floe.Iceberg.Spec;

internal static class SnapshotRefJson
{
    public static SnapshotRef Read(JsonCursor at) => new(
        at["snapshot-id"].AsLong(),
        at["type"].AsString().ToLowerInvariant() switch
        {
            "branch" => SnapshotRefType.Branch,
            "tag" => SnapshotRefType.Tag,
            _ => throw at["type"].Fail("a reference is a branch or a tag"),
        },
        at.Optional("min-snapshots-to-keep")?.AsInt(),
        at.Optional("max-snapshot-age-ms")?.AsLong(),
        at.Optional("max-ref-age-ms")?.AsLong());

    /// <summary>The properties only; the caller opens and closes the object, which holds more in a REST update.</summary>
    public static void WriteContent(Utf8JsonWriter json, SnapshotRef reference)
    {
        json.WriteNumber("snapshot-id", reference.SnapshotId);
        json.WriteString("type", reference.Type == SnapshotRefType.Branch ? "branch" : "tag");
        json.Optional("min-snapshots-to-keep", reference.MinSnapshotsToKeep);
        json.Optional("max-snapshot-age-ms", reference.MaxSnapshotAgeMs);
        json.Optional("max-ref-age-ms", reference.MaxRefAgeMs);
    }
}
