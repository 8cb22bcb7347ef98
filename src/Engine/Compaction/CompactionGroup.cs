using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Compaction;

/// <summary>Files that are rewritten together.</summary>
/// <param name="Partition">Where they are by the table's partitioning; null for files of earlier partitionings, whose rows can be of any partition.</param>
internal sealed record CompactionGroup(PartitionTuple? Partition, IReadOnlyList<FileScanTask> Files)
{
    public long Bytes => Files.Sum(task => task.File.FileSizeInBytes);
}
