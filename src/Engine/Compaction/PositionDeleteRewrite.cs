using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Tables;
using Floe.Engine.Writing;
using Floe.Iceberg.Metrics;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Compaction;

/// <summary>
/// Merges small position delete files of each partition into one, without positions in data files that are gone. Deletion vectors of version 3 are one
/// for each data file already.
/// </summary>
internal sealed class PositionDeleteRewrite(DuckDbSession duck, Table table, CompactionOptions options)
{
    private const string TargetProperty = "write.delete.target-file-size-bytes";
    private const long DefaultTarget = 64L * 1024 * 1024;

    private readonly ParquetCopy _copy = new(duck);

    public async Task<CompactionResult> RunAsync(CancellationToken cancellationToken)
    {
        var plan = await table.NewScan().PlanAsync(cancellationToken);
        var groups = Groups(plan).ToList();
        if (groups.Count == 0)
            return new CompactionResult(0, 0, 0, 0, 0, 0, []);
        await using var inputs = new StatementInputs(table.IO);
        await using var staged = new StagedFiles(inputs, () => TableLocations.NewData(table.Metadata, "-deletes.parquet"));
        Directory.CreateDirectory(staged.Folder);
        foreach (var (deletes, data) in groups)
            await WriteAsync(deletes, data, staged, inputs, cancellationToken);
        await staged.PublishAsync(cancellationToken);
        var removed = groups.SelectMany(group => group.Deletes).ToList();
        var snapshot = await CommitAsync(plan, removed, staged.Files, cancellationToken);
        return new CompactionResult(removed.Count, staged.Files.Count, removed.Sum(file => file.FileSizeInBytes), staged.Files.Sum(file => file.FileSizeInBytes), 0, 0, [snapshot.SnapshotId]);
    }

    /// <summary>Delete files of a partition, with the data files they still are for. A file for one data file only is merged with others for the same.</summary>
    private IEnumerable<(IReadOnlyList<DataFile> Deletes, IReadOnlyList<DataFile> Data)> Groups(ScanPlan plan)
    {
        var target = options.TargetFileSizeBytes ?? table.Metadata.Properties.GetLong(TargetProperty, DefaultTarget);
        var (min, max) = (options.MinFileSizeBytes ?? (long)(target * 0.75), options.MaxFileSizeBytes ?? (long)(target * 1.8));
        var used = plan.Files
            .SelectMany(task => task.Deletes.Where(IsPositionFile).Select(file => (Delete: file, Data: task.File)))
            .GroupBy(use => use.Delete.Path, StringComparer.Ordinal)
            .Select(uses => (uses.First().Delete, Data: uses.Select(use => use.Data).ToList()));
        foreach (var group in used.GroupBy(use => (use.Delete.SpecId, use.Delete.Partition, use.Delete.ReferencedDataFile)))
        {
            var candidates = group.Where(use => options.RewriteAll || use.Delete.FileSizeInBytes < min || use.Delete.FileSizeInBytes > max).ToList();
            if (candidates.Count > 0 && (options.RewriteAll || (candidates.Count > 1 && (candidates.Count >= options.MinInputFiles || candidates.Sum(use => use.Delete.FileSizeInBytes) > target))))
                yield return (candidates.ConvertAll(use => use.Delete), [.. candidates.SelectMany(use => use.Data).DistinctBy(file => file.Path)]);
        }
    }

    private static bool IsPositionFile(DataFile file) => file is { Content: FileContent.PositionDeletes, IsDeletionVector: false, Format: FileFormat.Parquet };

    private async Task WriteAsync(IReadOnlyList<DataFile> deletes, IReadOnlyList<DataFile> data, StagedFiles staged, StatementInputs inputs, CancellationToken cancellationToken)
    {
        var paths = new List<string>();
        foreach (var file in deletes)
            paths.Add((await inputs.OpenAsync(file.Path, cancellationToken)).Path);
        var names = string.Join(", ", data.Select(file => $"({Quote.Text(file.Path)})"));
        var query = $"SELECT DISTINCT file_path, pos FROM ({PositionDeletes.Read(paths, deletes.Sum(file => file.RecordCount))}) SEMI JOIN (VALUES {names}) n(location) ON file_path = n.location ORDER BY ALL";
        var path = Path.Combine(staged.Folder, $"{Guid.CreateVersion7()}.parquet");
        var fieldIds = string.Create(CultureInfo.InvariantCulture, $"FIELD_IDS {{file_path: {PositionDeletes.PathId}, pos: {PositionDeletes.PositionId}}}");
        var written = (await _copy.RunAsync(query, path, [fieldIds], cancellationToken)).Single();
        if (written.Rows > 0)
            staged.Add(await DescribeAsync(written, deletes[0], data, cancellationToken), path);
    }

    private async Task<DataFile> DescribeAsync(CopiedFile written, DataFile model, IReadOnlyList<DataFile> data, CancellationToken cancellationToken)
    {
        var paths = data.Select(file => file.Path).Order(StringComparer.Ordinal).ToList();
        var positions = written.Columns[Quote.Name("pos")];
        return new DataFile
        {
            Content = FileContent.PositionDeletes,
            Path = "",
            SpecId = model.SpecId,
            Partition = model.Partition,
            RecordCount = written.Rows,
            FileSizeInBytes = written.Bytes,
            SplitOffsets = await _copy.SplitOffsetsAsync(written.Path, cancellationToken),
            ReferencedDataFile = paths.Count == 1 ? paths[0] : null,
            // Whole paths: readers find by them which deletes concern a data file.
            LowerBounds = Bounds(paths[0], positions["min"]),
            UpperBounds = Bounds(paths[^1], positions["max"]),
        };
    }

    private static Dictionary<int, byte[]> Bounds(string path, string position) => new()
    {
        [PositionDeletes.PathId] = SingleValue.Encode(PrimitiveType.String, path),
        [PositionDeletes.PositionId] = SingleValue.Encode(PrimitiveType.Long, long.Parse(position, CultureInfo.InvariantCulture)),
    };

    /// <summary>Fails if a delete file is not in the table any more: another writer rewrote it.</summary>
    private Task<Snapshot> CommitAsync(ScanPlan plan, IReadOnlyList<DataFile> removed, IReadOnlyList<DataFile> added, CancellationToken cancellationToken)
    {
        var delta = table.NewRowDelta().ValidateFrom(plan.Snapshot!.SnapshotId);
        delta.Set(SummaryKeys.EngineName, "floe").Set(SummaryKeys.EngineVersion, EngineVersion.Text);
        foreach (var (key, value) in options.SnapshotProperties)
            delta.Set(key, value);
        foreach (var file in removed)
            delta.RemoveDeletes(file);
        foreach (var file in added)
            delta.AddDeletes(file);
        return delta.CommitAsync(cancellationToken);
    }
}
