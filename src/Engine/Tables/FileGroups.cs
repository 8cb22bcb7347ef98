using Floe.Engine.Inputs;
using Floe.Engine.Syntax;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>Sorts the files of a scan into groups. In most tables it is one group.</summary>
internal static class FileGroups
{
    public static async Task<IReadOnlyList<FileGroup>> OfAsync(
        PhysicalSchemas schemas, TableMetadata metadata, ScanPlan plan, StatementInputs inputs, CancellationToken cancellationToken)
    {
        var files = new List<(FileScanTask Task, string Path)>();
        foreach (var task in plan.Files)
        {
            if (task.File.Format != FileFormat.Parquet)
                throw new SqlError($"The data file {task.File.Path} is {task.File.Format}; the embedded engine reads Parquet only. Use the Spark engine for this table.");
            files.Add((task, (await inputs.OpenAsync(task.File.Path, cancellationToken)).Path));
        }
        var byOwnSchema = PhysicalSchemas.AreNeeded(metadata);
        var looked = files.Where(file => byOwnSchema || PartitionDefaults.ArePossible(metadata, file.Task.File));
        var known = await schemas.ReadAsync(metadata, [.. looked.Select(file => (file.Task.File.Path, file.Path))], cancellationToken);
        return
        [
            .. files
                .Select(file => (file.Task, file.Path, Physical: known.GetValueOrDefault(file.Task.File.Path)))
                .Select(file => (file.Task, file.Path, Defaults: PartitionDefaults.Of(metadata, file.Task.File, file.Physical), Physical: byOwnSchema ? file.Physical : null))
                .GroupBy(file => (Deletes(file.Task), Text(file.Defaults), file.Physical?.Signature))
                .Select(group => new FileGroup([.. group.Select(file => (file.Task, file.Path))], group.First().Defaults, group.First().Physical)),
        ];
    }

    /// <summary>Equality deletes are for whole groups; deletes by position name their file, so that files with different ones can be read together.</summary>
    private static string Deletes(FileScanTask task) =>
        string.Join('\n', task.Deletes.Where(file => file.Content == FileContent.EqualityDeletes).Select(file => file.Path));

    private static string Text(IReadOnlyDictionary<int, object?> defaults) =>
        string.Join('\n', defaults.OrderBy(value => value.Key).Select(value => $"{value.Key}={(value.Value is byte[] bytes ? Convert.ToHexString(bytes) : value.Value)}"));
}
