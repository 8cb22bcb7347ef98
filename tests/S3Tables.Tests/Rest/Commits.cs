using System.Globalization;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.S3Tables.Tests.Rest;

/// <summary>Commits as clients make them.</summary>
internal static class Commits
{
    /// <summary>Above 2^53: a JSON number read as a double would change it.</summary>
    public const long BigId = 9_007_199_254_740_993;

    public static Snapshot Snapshot(TableMetadata table, long id) => new()
    {
        SnapshotId = id,
        ParentSnapshotId = table.CurrentSnapshotId,
        SequenceNumber = table.NextSequenceNumber,
        TimestampMs = table.LastUpdatedMs + 1,
        ManifestList = $"{table.Location}/metadata/snap-{id.ToString(CultureInfo.InvariantCulture)}.avro",
        Summary = new Dictionary<string, string> { ["operation"] = "append" },
        SchemaId = table.CurrentSchemaId,
    };

    /// <summary>An append: a snapshot on main, if main is still where the writer saw it.</summary>
    public static (UpdateRequirement[] Requirements, MetadataUpdate[] Updates) Append(TableMetadata table, long id) => (
        [new AssertTableUuid(table.TableUuid), new AssertRefSnapshotId(SnapshotRef.Main, table.CurrentSnapshotId)],
        [new AddSnapshot(Snapshot(table, id)), new SetSnapshotRef(SnapshotRef.Main, new(id, SnapshotRefType.Branch))]);

    public static SetProperties Property(string key, string value) => new(new Dictionary<string, string> { [key] = value });
}
