using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Compaction;

/// <summary>What to compact and how. Defaults are those of Iceberg's <c>rewrite_data_files</c>.</summary>
public sealed record CompactionOptions
{
    public CompactionStrategy Strategy { get; init; } = CompactionStrategy.BinPack;

    /// <summary>For <see cref="CompactionStrategy.Sort"/>; null for the table's write order.</summary>
    public IReadOnlyList<SortField>? SortOrder { get; init; }

    /// <summary>For <see cref="CompactionStrategy.ZOrder"/>: dotted names of 2 to 8 columns of primitive types, or one.</summary>
    public IReadOnlyList<string> ZOrderColumns { get; init; } = [];

    /// <summary>Compacts only files that may hold a row for which it is true.</summary>
    public Predicate? Where { get; init; }

    /// <summary>Bytes, from 1; null for the table's <c>write.target-file-size-bytes</c> (512 MiB).</summary>
    public long? TargetFileSizeBytes { get; init; }

    /// <summary>Smaller files are rewritten. Null: 0.75 of the target.</summary>
    public long? MinFileSizeBytes { get; init; }

    /// <summary>Larger files are rewritten. Null: 1.8 times the target.</summary>
    public long? MaxFileSizeBytes { get; init; }

    /// <summary>A partition is rewritten from so many candidates on, from 1, or when they hold more than a target file.</summary>
    public int MinInputFiles { get; init; } = 5;

    /// <summary>Files with so many delete files, from 1, are rewritten whatever their size.</summary>
    public int DeleteFileThreshold { get; init; } = int.MaxValue;

    /// <summary>Files that lost this part of their rows, 0 to 1, by deletes of their own are rewritten whatever their size.</summary>
    public double DeleteRatioThreshold { get; init; } = 0.3;

    /// <summary>The most bytes that are rewritten in one go; a larger partition is split.</summary>
    public long MaxFileGroupSizeBytes { get; init; } = 100L * 1024 * 1024 * 1024;

    /// <summary>Rewrites all files.</summary>
    public bool RewriteAll { get; init; }

    /// <summary>Commits as groups are done, so that what is done stays when a later group meets another writer.</summary>
    public bool PartialProgress { get; init; }

    /// <summary>With <see cref="PartialProgress"/>: at most so many commits, from 1.</summary>
    public int MaxCommits { get; init; } = 10;

    /// <summary>Added to the summary of each snapshot.</summary>
    public IReadOnlyDictionary<string, string> SnapshotProperties { get; init; } = new Dictionary<string, string>();
}
