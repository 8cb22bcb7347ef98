using Floe.Iceberg.Catalog;
using Floe.Iceberg.IO;

namespace Floe.Engine.Tables;

/// <summary>The metadata tables there are and the queries that give their rows.</summary>
internal static class MetadataTables
{
    private static readonly string[] Names =
        ["history", "snapshots", "refs", "metadata_log_entries", "files", "data_files", "delete_files", "manifests", "partitions"];

    public static string Known => string.Join(", ", Names);

    public static bool IsKnown(string name) => Names.Contains(name);

    public static async Task<string> QueryAsync(string name, LoadedTable table, IFileIO files, CancellationToken cancellationToken) => name switch
    {
        "history" => SnapshotTables.History(table.Metadata),
        "snapshots" => SnapshotTables.Snapshots(table.Metadata),
        "refs" => SnapshotTables.Refs(table.Metadata),
        "metadata_log_entries" => SnapshotTables.MetadataLog(table.Metadata, table.MetadataLocation),
        "manifests" => await FileTables.ManifestsAsync(table.Metadata, files, cancellationToken),
        "partitions" => await FileTables.PartitionsAsync(table.Metadata, files, cancellationToken),
        _ => await FileTables.FilesAsync(table.Metadata, files, name, cancellationToken),
    };
}
