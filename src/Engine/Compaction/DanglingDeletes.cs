using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Compaction;

/// <summary>Delete files that apply to nothing once some data files are gone.</summary>
internal static class DanglingDeletes
{
    /// <param name="plan">Of the whole table.</param>
    /// <param name="removed">The data files that go.</param>
    public static IReadOnlyList<DataFile> Of(ScanPlan plan, IReadOnlyList<FileScanTask> removed)
    {
        var gone = removed.Select(task => task.File.Path).ToHashSet(StringComparer.Ordinal);
        var needed = plan.Files.Where(task => !gone.Contains(task.File.Path)).SelectMany(task => task.Deletes).Select(file => file.Key).ToHashSet();
        return [.. removed.SelectMany(task => task.Deletes).DistinctBy(file => file.Key).Where(file => !needed.Contains(file.Key))];
    }
}
