using Floe.Iceberg.Metrics;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Writing;

/// <summary>A Parquet file as DuckDB reports it, not yet at its location.</summary>
/// <param name="Path">The local file.</param>
/// <param name="Metrics">What was measured of each column.</param>
/// <param name="SplitOffsets">Where row groups start.</param>
internal sealed record WrittenFile(
    string Path, long Rows, long Bytes, IReadOnlyList<ColumnMetrics> Metrics, IReadOnlyList<long> SplitOffsets, PartitionTuple Partition);
