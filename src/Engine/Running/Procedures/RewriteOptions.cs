using System.Globalization;
using Floe.Engine.Compaction;
using Floe.Engine.Syntax;

namespace Floe.Engine.Running.Procedures;

/// <summary>The <c>options</c> of rewrite_data_files and rewrite_position_delete_files, by Iceberg's names.</summary>
internal static class RewriteOptions
{
    /// <summary>Options of Spark's way to do it: parallelism and shuffles, which DuckDB decides for itself.</summary>
    private static readonly string[] WithoutEffect =
    [
        "max-concurrent-file-group-rewrites", "rewrite-job-order", "remove-dangling-deletes", "compression-factor", "shuffle-partitions-per-file",
        "partial-progress.max-failed-commits", "var-length-contribution", "max-output-size",
    ];

    public static CompactionOptions Apply(CompactionOptions options, IReadOnlyDictionary<string, string> values, SourcePosition position)
    {
        foreach (var (key, value) in values)
            options = key switch
            {
                "target-file-size-bytes" => options with { TargetFileSizeBytes = Number(key, value, position) },
                "min-file-size-bytes" => options with { MinFileSizeBytes = Number(key, value, position) },
                "max-file-size-bytes" => options with { MaxFileSizeBytes = Number(key, value, position) },
                "max-file-group-size-bytes" => options with { MaxFileGroupSizeBytes = Number(key, value, position) },
                "min-input-files" => options with { MinInputFiles = Count(key, value, position) },
                "delete-file-threshold" => options with { DeleteFileThreshold = Count(key, value, position) },
                "delete-ratio-threshold" => options with { DeleteRatioThreshold = Ratio(key, value, position) },
                "rewrite-all" => options with { RewriteAll = Flag(key, value, position) },
                "partial-progress.enabled" => options with { PartialProgress = Flag(key, value, position) },
                "partial-progress.max-commits" => options with { MaxCommits = Count(key, value, position) },
                "use-starting-sequence-number" when Flag(key, value, position) => options,
                "use-starting-sequence-number" => throw new SqlError("use-starting-sequence-number is always true here, so that deletes committed meanwhile apply to the new files. Remove the option.", position),
                "output-spec-id" => throw new SqlError("Files are always written by the table's current partition spec. Remove the option output-spec-id.", position),
                _ when WithoutEffect.Contains(key) => options,
                _ => throw new SqlError($"'{key}' is not an option. Known are target-file-size-bytes, min-file-size-bytes, max-file-size-bytes, max-file-group-size-bytes, min-input-files, delete-file-threshold, delete-ratio-threshold, rewrite-all, partial-progress.enabled and partial-progress.max-commits.", position),
            };
        return options;
    }

    private static long Number(string key, string value, SourcePosition position) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= (key == "min-file-size-bytes" ? 0 : 1)
            ? number
            : throw new SqlError($"The option {key} takes a number of bytes, not '{value}'.", position);

    private static int Count(string key, string value, SourcePosition position) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
            ? number
            : throw new SqlError($"The option {key} takes a number from 1, not '{value}'.", position);

    private static double Ratio(string key, string value, SourcePosition position) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 1
            ? number
            : throw new SqlError($"The option {key} takes a number above 0 and up to 1, not '{value}'.", position);

    private static bool Flag(string key, string value, SourcePosition position) =>
        bool.TryParse(value, out var flag) ? flag : throw new SqlError($"The option {key} is true or false, not '{value}'.", position);
}
