using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>Metadata tables that the table's metadata file alone answers, with the columns of Iceberg's Spark integration.</summary>
internal static class SnapshotTables
{
    public static string History(TableMetadata metadata)
    {
        using var rows = new JsonRows([("made_current_at", "TIMESTAMPTZ"), ("snapshot_id", "BIGINT"), ("parent_id", "BIGINT"), ("is_current_ancestor", "BOOLEAN")]);
        var ancestors = Ancestors(metadata);
        foreach (var entry in metadata.SnapshotLog)
        {
            rows.Writer.WriteStartObject();
            rows.Writer.WriteString("made_current_at", JsonValues.Time(entry.TimestampMs));
            rows.Writer.WriteNumber("snapshot_id", entry.SnapshotId);
            JsonValues.Number(rows.Writer, "parent_id", metadata.Snapshots.FirstOrDefault(snapshot => snapshot.SnapshotId == entry.SnapshotId)?.ParentSnapshotId);
            rows.Writer.WriteBoolean("is_current_ancestor", ancestors.Contains(entry.SnapshotId));
            rows.Writer.WriteEndObject();
        }
        return rows.ToQuery();
    }

    public static string Snapshots(TableMetadata metadata)
    {
        using var rows = new JsonRows(
            [("committed_at", "TIMESTAMPTZ"), ("snapshot_id", "BIGINT"), ("parent_id", "BIGINT"), ("operation", "VARCHAR"), ("manifest_list", "VARCHAR"), ("summary", "MAP(VARCHAR, VARCHAR)")]);
        foreach (var snapshot in metadata.Snapshots)
        {
            rows.Writer.WriteStartObject();
            rows.Writer.WriteString("committed_at", JsonValues.Time(snapshot.TimestampMs));
            rows.Writer.WriteNumber("snapshot_id", snapshot.SnapshotId);
            JsonValues.Number(rows.Writer, "parent_id", snapshot.ParentSnapshotId);
            rows.Writer.WriteString("operation", snapshot.Operation);
            rows.Writer.WriteString("manifest_list", snapshot.ManifestList);
            rows.Writer.WriteStartObject("summary");
            foreach (var (key, value) in snapshot.Summary.Where(entry => entry.Key != SummaryKeys.Operation))
                rows.Writer.WriteString(key, value);
            rows.Writer.WriteEndObject();
            rows.Writer.WriteEndObject();
        }
        return rows.ToQuery();
    }

    public static string Refs(TableMetadata metadata)
    {
        using var rows = new JsonRows(
            [("name", "VARCHAR"), ("type", "VARCHAR"), ("snapshot_id", "BIGINT"), ("max_reference_age_in_ms", "BIGINT"), ("min_snapshots_to_keep", "INTEGER"), ("max_snapshot_age_in_ms", "BIGINT")]);
        foreach (var (name, reference) in metadata.Refs)
        {
            rows.Writer.WriteStartObject();
            rows.Writer.WriteString("name", name);
            rows.Writer.WriteString("type", reference.Type.ToString().ToUpperInvariant());
            rows.Writer.WriteNumber("snapshot_id", reference.SnapshotId);
            JsonValues.Number(rows.Writer, "max_reference_age_in_ms", reference.MaxRefAgeMs);
            JsonValues.Number(rows.Writer, "min_snapshots_to_keep", reference.MinSnapshotsToKeep);
            JsonValues.Number(rows.Writer, "max_snapshot_age_in_ms", reference.MaxSnapshotAgeMs);
            rows.Writer.WriteEndObject();
        }
        return rows.ToQuery();
    }

    public static string MetadataLog(TableMetadata metadata, string? location)
    {
        using var rows = new JsonRows(
            [("timestamp", "TIMESTAMPTZ"), ("file", "VARCHAR"), ("latest_snapshot_id", "BIGINT"), ("latest_schema_id", "INTEGER"), ("latest_sequence_number", "BIGINT")]);
        var entries = metadata.MetadataLog.Select(entry => (entry.TimestampMs, (string?)entry.MetadataFile)).Append((metadata.LastUpdatedMs, location));
        foreach (var (timestamp, file) in entries)
        {
            var logged = metadata.SnapshotLog.LastOrDefault(entry => entry.TimestampMs <= timestamp);
            var snapshot = logged is null ? null : metadata.Snapshots.FirstOrDefault(candidate => candidate.SnapshotId == logged.SnapshotId);
            rows.Writer.WriteStartObject();
            rows.Writer.WriteString("timestamp", JsonValues.Time(timestamp));
            rows.Writer.WriteString("file", file);
            JsonValues.Number(rows.Writer, "latest_snapshot_id", snapshot?.SnapshotId);
            JsonValues.Number(rows.Writer, "latest_schema_id", snapshot?.SchemaId);
            JsonValues.Number(rows.Writer, "latest_sequence_number", snapshot?.SequenceNumber);
            rows.Writer.WriteEndObject();
        }
        return rows.ToQuery();
    }

    private static HashSet<long> Ancestors(TableMetadata metadata)
    {
        var byId = metadata.Snapshots.ToDictionary(snapshot => snapshot.SnapshotId);
        var ancestors = new HashSet<long>();
        for (var id = metadata.CurrentSnapshotId; id is { } at && ancestors.Add(at); id = byId.GetValueOrDefault(at)?.ParentSnapshotId)
            continue;
        return ancestors;
    }
}
