using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Compaction;

/// <summary>Chooses files to rewrite and packs them into groups, by the rules of Iceberg's <c>SizeBasedFileRewritePlanner</c>.</summary>
internal sealed class CompactionPlanner
{
    private readonly CompactionOptions _options;
    private readonly TableMetadata _table;
    private readonly long _min;
    private readonly long _max;

    public CompactionPlanner(TableMetadata table, CompactionOptions options, long target)
    {
        (_table, _options, Target) = (table, options, target);
        _min = options.MinFileSizeBytes ?? (long)(target * 0.75);
        _max = options.MaxFileSizeBytes ?? (long)(target * 1.8);
        if (target < 1 || _min > target || _max < target)
            throw new ArgumentException($"The sizes of files must be in order: min-file-size-bytes {_min}, target-file-size-bytes {target}, max-file-size-bytes {_max}.");
        if (options.MinInputFiles < 1 || options.DeleteFileThreshold < 1 || options.MaxFileGroupSizeBytes < 1 || options.MaxCommits < 1)
            throw new ArgumentException("min-input-files, delete-file-threshold, max-file-group-size-bytes and partial-progress.max-commits must be at least 1.");
    }

    public long Target { get; }

    /// <param name="files">The files that may be rewritten.</param>
    public IReadOnlyList<CompactionGroup> Plan(IEnumerable<FileScanTask> files)
    {
        var candidates = files.Where(task => _options.RewriteAll || IsOutOfSize(task) || HasManyDeletes(task));
        return
        [
            .. candidates
                .GroupBy(task => task.File.SpecId == _table.DefaultSpecId ? task.File.Partition : null)
                .SelectMany(partition => Pack(partition.Key, partition))
                .Where(group => _options.RewriteAll || IsWorthIt(group)),
        ];
    }

    /// <summary>Fills groups in turn, in the order of the files.</summary>
    private IEnumerable<CompactionGroup> Pack(PartitionTuple? partition, IEnumerable<FileScanTask> files)
    {
        var (group, bytes) = (new List<FileScanTask>(), 0L);
        foreach (var task in files)
        {
            if (group.Count > 0 && bytes + task.File.FileSizeInBytes > _options.MaxFileGroupSizeBytes)
            {
                yield return new CompactionGroup(partition, group);
                (group, bytes) = ([], 0);
            }
            group.Add(task);
            bytes += task.File.FileSizeInBytes;
        }
        if (group.Count > 0)
            yield return new CompactionGroup(partition, group);
    }

    private bool IsWorthIt(CompactionGroup group) =>
        (group.Files.Count > 1 && (group.Files.Count >= _options.MinInputFiles || group.Bytes > Target))
        || group.Bytes > _max
        || group.Files.Any(HasManyDeletes);

    private bool IsOutOfSize(FileScanTask task) => task.File.FileSizeInBytes < _min || task.File.FileSizeInBytes > _max;

    private bool HasManyDeletes(FileScanTask task)
    {
        if (task.Deletes.Count >= _options.DeleteFileThreshold)
            return true;
        // Only deletes of this one file tell how many of its rows they are for.
        var known = task.Deletes.Where(file => file.ReferencedDataFile is not null).Sum(file => file.RecordCount);
        return known > 0 && (double)Math.Min(known, task.File.RecordCount) / task.File.RecordCount >= _options.DeleteRatioThreshold;
    }
}
