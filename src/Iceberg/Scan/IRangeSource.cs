using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Scan;

/// <summary>What a file or a manifest tells about the values in it.</summary>
internal interface IRangeSource
{
    /// <summary>From measured bounds and counts; null where nothing is known.</summary>
    ValueRange? ColumnRange(NestedField field);

    /// <summary>The ranges of the partition fields that are made from the column.</summary>
    IEnumerable<(Transform Transform, ValueRange Range)> PartitionRanges(NestedField field);
}
