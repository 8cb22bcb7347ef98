using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Engine.Syntax;
using Floe.Engine.Tables;
using Floe.Engine.Writing;
using Floe.Iceberg.Metrics;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Changes;

/// <summary>
/// Deleted rows as position delete files (v2), sorted by file and position (specification, "Position Delete Files"): one for each data file, as Iceberg's
/// Spark integration has it by default, or one for each partition with <c>write.delete.granularity</c>.
/// </summary>
internal sealed class FileDeletes(DuckDbSession duck, ChangeTarget target)
{
    private const string Granularity = "write.delete.granularity";

    private readonly ParquetCopy _copy = new(duck);

    /// <param name="files">The data files that lose rows.</param>
    public async Task WriteAsync(IReadOnlyList<FileScanTask> files, TouchedRows touched, StagedFiles staged, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
            return;
        Directory.CreateDirectory(staged.Folder);
        var numbered = files.ToDictionary(file => target.NumberOf(file));
        // Sorted once, so that what is one file's is found by the bounds of DuckDB's own storage.
        var sorted = await target.TableAsync("deletes", $"SELECT * FROM ({touched.Places}) ORDER BY ALL", cancellationToken);
        var groups = numbered.GroupBy(file => IsByFile() ? (object)file.Key : (file.Value.File.SpecId, file.Value.File.Partition));
        foreach (var group in groups)
        {
            var path = Path.Combine(staged.Folder, $"{Guid.CreateVersion7()}.parquet");
            var written = (await _copy.RunAsync(Query(sorted, group), path, [FieldIdsOption], cancellationToken)).Single();
            staged.Add(await ToDataFileAsync(written, [.. group.Select(file => file.Value.File)], cancellationToken), path);
        }
    }

    private static string FieldIdsOption => string.Create(CultureInfo.InvariantCulture, $"FIELD_IDS {{file_path: {PositionDeletes.PathId}, pos: {PositionDeletes.PositionId}}}");

    private bool IsByFile() => (target.Metadata.Properties.GetValueOrDefault(Granularity) ?? "file").ToLowerInvariant() switch
    {
        "file" => true,
        "partition" => false,
        var other => throw new SqlError($"The table property {Granularity} is '{other}'; it can be 'file' or 'partition'."),
    };

    private static string Query(string sorted, IEnumerable<KeyValuePair<int, FileScanTask>> files)
    {
        var list = files.ToList();
        var names = string.Join(", ", list.Select(file => $"({Quote.Number(file.Key)}, {Quote.Text(file.Value.File.Path)})"));
        return $"SELECT n.location AS file_path, d.{TouchedRows.Position} AS pos FROM {Quote.Name(sorted)} d JOIN (VALUES {names}) n(file, location) ON n.file = d.{TouchedRows.File} "
            + $"WHERE d.{TouchedRows.File} IN ({string.Join(", ", list.Select(file => Quote.Number(file.Key)))}) ORDER BY ALL";
    }

    private async Task<DataFile> ToDataFileAsync(CopiedFile written, List<DataFile> referenced, CancellationToken cancellationToken)
    {
        var paths = referenced.Select(file => file.Path).Order(StringComparer.Ordinal).ToList();
        var positions = written.Columns[Quote.Name("pos")];
        return new DataFile
        {
            Content = FileContent.PositionDeletes,
            Path = "",
            SpecId = referenced[0].SpecId,
            Partition = referenced[0].Partition,
            RecordCount = written.Rows,
            FileSizeInBytes = written.Bytes,
            SplitOffsets = await _copy.SplitOffsetsAsync(written.Path, cancellationToken),
            ReferencedDataFile = referenced.Count == 1 ? paths[0] : null,
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
}
