using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Scan;

/// <summary>What to read for a scan, and how much was left out.</summary>
/// <param name="Snapshot">Null for a table without data.</param>
/// <param name="Schema">The schema to read by: the current one, or the snapshot's own in time travel.</param>
public sealed record ScanPlan(Snapshot? Snapshot, Schema Schema, IReadOnlyList<FileScanTask> Files, ScanCounts Counts);

public sealed record ScanCounts(int ManifestsRead, int ManifestsSkipped, int FilesSkipped);
