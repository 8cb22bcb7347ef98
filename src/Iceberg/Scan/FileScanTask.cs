using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Scan;

/// <summary>A data file to read and the deletes to apply to it.</summary>
/// <param name="SequenceNumber">The file's data sequence number.</param>
/// <param name="Deletes">Position and equality delete files and at most one deletion vector, each of which applies to this file.</param>
public sealed record FileScanTask(DataFile File, long SequenceNumber, IReadOnlyList<DataFile> Deletes);
