using Floe.Iceberg.Catalog;
using Floe.Iceberg.IO;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>A loaded table as one statement sees it: now, or at a snapshot of its history.</summary>
/// <param name="Name">What the statement's log and EXPLAIN call it.</param>
/// <param name="Snapshot">Null for the table as it is.</param>
internal sealed record TableSource(string Name, LoadedTable Table, Snapshot? Snapshot)
{
    /// <summary>The schema that its rows are read by.</summary>
    public Schema Schema => Snapshot is null ? Table.Metadata.CurrentSchema : Table.Metadata.SchemaOf(Snapshot);

    /// <param name="filter">Leaves out files without a matching row; null reads all.</param>
    public Task<ScanPlan> PlanAsync(IFileIO files, Predicate? filter, CancellationToken cancellationToken)
    {
        var scan = new TableScan(Table.Metadata, files) { SnapshotId = Snapshot?.SnapshotId };
        return (filter is null ? scan : scan.Where(filter)).PlanAsync(cancellationToken);
    }
}
