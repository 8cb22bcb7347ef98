using System.Globalization;
using Floe.Iceberg.Avro;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Manifests;

/// <summary>Writes the manifest list of a snapshot, and gives new manifests what only the commit knows: sequence numbers and, in v3, row ids.</summary>
public static class ManifestListWriter
{
    /// <summary>Stands for the sequence number of the commit that a new manifest will be part of.</summary>
    public const long Unassigned = -1;

    /// <param name="table">The table as the commit finds it.</param>
    /// <param name="snapshotId">The snapshot that is being made.</param>
    /// <returns>The file, the manifests as they are in it, and in v3 the row id after the last one given.</returns>
    public static (byte[] Content, IReadOnlyList<ManifestFile> Manifests, long NextRowId) Write(
        TableMetadata table, long snapshotId, long? parentSnapshotId, IEnumerable<ManifestFile> manifests)
    {
        var sequenceNumber = table.NextSequenceNumber;
        var version = table.FormatVersion;
        var nextRowId = table.NextRowId;
        var written = new List<ManifestFile>();
        var file = new AvroFileWriter(ManifestListSchema.Entry(version), Header(table, snapshotId, parentSnapshotId, sequenceNumber));
        foreach (var manifest in manifests)
        {
            var assigned = WithRowId(WithSequenceNumber(manifest, sequenceNumber), version, ref nextRowId);
            file.Write((assigned, version), Encode);
            written.Add(assigned);
        }
        return (file.ToArray(), written, nextRowId);
    }

    private static ManifestFile WithSequenceNumber(ManifestFile manifest, long sequenceNumber) => manifest with
    {
        SequenceNumber = manifest.SequenceNumber == Unassigned ? sequenceNumber : manifest.SequenceNumber,
        MinSequenceNumber = manifest.MinSequenceNumber == Unassigned ? sequenceNumber : manifest.MinSequenceNumber,
    };

    /// <summary>A data manifest without row ids gets as many as it has live rows, also one that an older version wrote.</summary>
    private static ManifestFile WithRowId(ManifestFile manifest, int version, ref long nextRowId)
    {
        if (version < 3 || manifest.Content != ManifestContent.Data || manifest.FirstRowId is not null) return manifest;
        var first = nextRowId;
        nextRowId = checked(nextRowId + (manifest.AddedRowsCount ?? 0) + (manifest.ExistingRowsCount ?? 0));
        return manifest with { FirstRowId = first };
    }

    private static Dictionary<string, string> Header(TableMetadata table, long snapshotId, long? parentSnapshotId, long sequenceNumber)
    {
        var header = new Dictionary<string, string>
        {
            ["snapshot-id"] = snapshotId.ToString(CultureInfo.InvariantCulture),
            // Java writes the text "null" for a first snapshot, and some readers want the key.
            ["parent-snapshot-id"] = parentSnapshotId?.ToString(CultureInfo.InvariantCulture) ?? "null",
            ["sequence-number"] = sequenceNumber.ToString(CultureInfo.InvariantCulture),
            ["format-version"] = table.FormatVersion.ToString(CultureInfo.InvariantCulture),
        };
        if (table.FormatVersion >= 3) header["first-row-id"] = table.NextRowId.ToString(CultureInfo.InvariantCulture);
        return header;
    }

    private static void Encode(AvroEncoder to, (ManifestFile Manifest, int Version) item)
    {
        var manifest = item.Manifest;
        to.String(manifest.Path);
        to.Long(manifest.Length);
        to.Long(manifest.PartitionSpecId);
        to.Long((int)manifest.Content);
        to.Long(manifest.SequenceNumber);
        to.Long(manifest.MinSequenceNumber);
        to.Long(manifest.AddedSnapshotId);
        to.Long(manifest.AddedFilesCount ?? 0);
        to.Long(manifest.ExistingFilesCount ?? 0);
        to.Long(manifest.DeletedFilesCount ?? 0);
        to.Long(manifest.AddedRowsCount ?? 0);
        to.Long(manifest.ExistingRowsCount ?? 0);
        to.Long(manifest.DeletedRowsCount ?? 0);
        Encode(to, manifest.Partitions);
        to.OptionalBytes(manifest.KeyMetadata);
        if (item.Version >= 3) to.OptionalLong(manifest.FirstRowId);
    }

    private static void Encode(AvroEncoder to, IReadOnlyList<PartitionFieldSummary>? partitions)
    {
        if (!to.Present(partitions is not null)) return;
        if (partitions!.Count > 0) to.Long(partitions.Count);
        foreach (var field in partitions)
        {
            to.Boolean(field.ContainsNull);
            if (to.Present(field.ContainsNan is not null)) to.Boolean(field.ContainsNan!.Value);
            to.OptionalBytes(field.LowerBound);
            to.OptionalBytes(field.UpperBound);
        }
        to.Long(0);
    }
}
