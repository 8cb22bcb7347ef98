using Floe.Engine.Syntax;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Changes;

/// <summary>
/// INSERT OVERWRITE of some partitions: their files go. What another writer added to the table meanwhile makes the statement fail, as rows of it may be
/// of these partitions.
/// </summary>
internal static class PartitionOverwrite
{
    /// <summary>Removes the partitions that new files are for. Files of earlier partition specs stay, as in Iceberg's own dynamic overwrite.</summary>
    public static async Task<OverwriteFiles> DynamicAsync(Table table, IReadOnlyList<DataFile> files, CancellationToken cancellationToken)
    {
        var plan = await table.NewScan().PlanAsync(cancellationToken);
        var partitions = files.Select(file => (file.SpecId, file.Partition)).ToHashSet();
        var overwrite = table.NewOverwrite().ValidateFrom(plan.Snapshot?.SnapshotId).ValidateNoConflictingData().ValidateNoConflictingDeletes();
        overwrite.Set(SummaryKeys.ReplacePartitions, "true");
        foreach (var task in plan.Files.Where(task => partitions.Contains((task.File.SpecId, task.File.Partition))))
            overwrite.Remove(task.File);
        return overwrite;
    }

    /// <summary>Removes the files of all partitions with these values.</summary>
    /// <exception cref="SqlError">A file from before the table was partitioned so may have rows of the partition and others.</exception>
    public static async Task<OverwriteFiles> StaticAsync(Table table, IReadOnlyDictionary<NestedField, object?> values, CancellationToken cancellationToken)
    {
        var filter = Predicate.And([.. values.Select(value => value.Value is { } given ? Predicate.Equal(value.Key.Name, given) : Predicate.IsNull(value.Key.Name))]);
        var plan = await table.NewScan().Where(filter).PlanAsync(cancellationToken);
        var overwrite = table.NewOverwrite().ValidateFrom(plan.Snapshot?.SnapshotId).ValidateNoConflictingData(filter).ValidateNoConflictingDeletes();
        foreach (var task in plan.Files)
            if (IsInside(table.Metadata, task.File, values))
                overwrite.Remove(task.File);
        return overwrite;
    }

    private static bool IsInside(TableMetadata table, DataFile file, IReadOnlyDictionary<NestedField, object?> values)
    {
        var fields = table.FindSpec(file.SpecId)?.Fields ?? [];
        foreach (var (column, value) in values)
        {
            var at = fields.ToList().FindIndex(field => field.SourceId == column.Id && field.Transform is IdentityTransform);
            if (at < 0)
                throw new SqlError($"The file {file.Path} was written before the table was partitioned by '{column.Name}', and may hold rows of this partition and of others. Use DELETE FROM with WHERE and then INSERT INTO.");
            if (!IcebergValue.AreEqual(file.Partition[at], value))
                return false;
        }
        return true;
    }
}
