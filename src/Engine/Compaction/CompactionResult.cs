namespace Floe.Engine.Compaction;

/// <summary>What compaction did.</summary>
/// <param name="RewrittenFiles">Data files that are no longer in the table.</param>
/// <param name="AddedFiles">Data files in their place.</param>
/// <param name="RewrittenBytes">Size of the files that are no longer in the table.</param>
/// <param name="AddedBytes">Size of those in their place.</param>
/// <param name="FailedFiles">With partial progress: data files that stay, because another writer changed them meanwhile.</param>
/// <param name="RemovedDeleteFiles">Delete files that no data file needs any more.</param>
/// <param name="SnapshotIds">The snapshots it made; none where there was nothing to do.</param>
public sealed record CompactionResult(
    int RewrittenFiles, int AddedFiles, long RewrittenBytes, long AddedBytes, int FailedFiles, int RemovedDeleteFiles, IReadOnlyList<long> SnapshotIds);
