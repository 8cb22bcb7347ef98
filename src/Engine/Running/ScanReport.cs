using System.Globalization;
using Floe.Engine.Queries.Planning;
using Floe.Engine.Tables;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running;

/// <summary>What EXPLAIN tells of the tables of a query: how much of each is read, and by which conditions the rest is left out.</summary>
internal static class ScanReport
{
    /// <param name="withFiles">Also name every file: EXPLAIN EXTENDED.</param>
    public static IEnumerable<string> Of(ScannedTable table, bool withFiles)
    {
        var (plan, schema) = (table.Plan, table.Plan.Schema);
        var deletes = plan.Files.SelectMany(task => task.Deletes).DistinctBy(file => file.Key).ToList();
        yield return table.Source.Name;
        yield return "  snapshot: " + (plan.Snapshot is { } snapshot ? $"{Number(snapshot.SnapshotId)} of {Time(snapshot)}" : "none, the table is empty");
        yield return $"  files: {Number(plan.Files.Count)} scanned, {Number(Math.Max(plan.Counts.FilesSkipped, Total(plan.Snapshot) - plan.Files.Count))} pruned";
        yield return $"  manifests: {Number(plan.Counts.ManifestsRead)} scanned, {Number(plan.Counts.ManifestsSkipped)} pruned";
        yield return $"  bytes: {Number(plan.Files.Sum(task => task.File.FileSizeInBytes))}";
        yield return $"  rows: {Number(plan.Files.Sum(task => task.File.RecordCount))} in these files";
        yield return $"  delete files: {Number(deletes.Count)}";
        yield return "  pushed filters: " + (table.Filter is null ? "none" : PredicateText.Of(table.Filter, schema));
        if (table.Columns is { } columns)
            yield return "  columns: " + (columns.Count == 0 ? "none" : string.Join(", ", columns));
        if (!withFiles)
            yield break;
        foreach (var task in plan.Files)
            yield return $"    {task.File.Path} ({Number(task.File.RecordCount)} rows, {Number(task.File.FileSizeInBytes)} bytes, {Number(task.Deletes.Count)} delete files)";
    }

    private static long Total(Snapshot? snapshot) =>
        snapshot is not null && snapshot.Summary.TryGetValue(SummaryKeys.TotalDataFiles, out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var total) ? total : 0;

    private static string Time(Snapshot snapshot) =>
        DateTimeOffset.FromUnixTimeMilliseconds(snapshot.TimestampMs).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
