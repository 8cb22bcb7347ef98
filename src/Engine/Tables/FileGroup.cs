using Floe.Iceberg.Scan;

namespace Floe.Engine.Tables;

/// <summary>Files that one read_parquet can read: the same deletes apply, the same columns are missing, and where it matters the schemas are equal.</summary>
internal sealed record FileGroup(
    IReadOnlyList<(FileScanTask Task, string Path)> Files, IReadOnlyDictionary<int, object?> PartitionDefaults, PhysicalColumn? Physical);
