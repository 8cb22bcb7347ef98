using Floe.Engine.Inputs;
using Floe.Iceberg.Catalog;

namespace Floe.Engine.Tables;

/// <summary>The metadata tables there are and the queries that give their rows, with the columns of Iceberg's Spark integration.</summary>
internal static class MetadataTables
{
    private static readonly string[] Names =
    [
        "history", "snapshots", "refs", "metadata_log_entries", "files", "data_files", "delete_files", "entries", "manifests", "partitions", "position_deletes",
        "all_files", "all_data_files", "all_delete_files", "all_entries", "all_manifests",
    ];

    public static string Known => string.Join(", ", Names);

    public static bool IsKnown(string name) => Names.Contains(name);

    public static async Task<string> QueryAsync(string name, LoadedTable loaded, StatementInputs inputs, CancellationToken cancellationToken)
    {
        var (table, files) = (loaded.Metadata, inputs.Files);
        var all = name.StartsWith("all_", StringComparison.Ordinal);
        return (all ? name["all_".Length..] : name) switch
        {
            "history" => SnapshotTables.History(table),
            "snapshots" => SnapshotTables.Snapshots(table),
            "refs" => SnapshotTables.Refs(table),
            "metadata_log_entries" => SnapshotTables.MetadataLog(table, loaded.MetadataLocation),
            "manifests" => await ManifestTables.ManifestsAsync(table, files, all, cancellationToken),
            "entries" => await FileTables.EntriesAsync(table, files, all, cancellationToken),
            "partitions" => await PartitionTable.PartitionsAsync(table, files, cancellationToken),
            "position_deletes" => await PositionDeleteTable.PositionDeletesAsync(table, inputs, cancellationToken),
            "data_files" => await FileTables.FilesAsync(table, files, all, content: true, cancellationToken),
            "delete_files" => await FileTables.FilesAsync(table, files, all, content: false, cancellationToken),
            _ => await FileTables.FilesAsync(table, files, all, content: null, cancellationToken),
        };
    }
}
