using DuckDB.NET.Data;
using Floe.Iceberg.Spec;
using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.Replication;

/// <summary>Files of position deletes (version 2) hold the paths of data files in their rows: a replica needs them written anew.</summary>
internal static class PositionDeletes
{
    // Reserved field ids of position delete files (specification, "Reserved Field IDs").
    private const int FilePathId = 2_147_483_546;
    private const int PositionId = 2_147_483_545;

    /// <returns>The file as the replica's manifest is to describe it.</returns>
    /// <exception cref="ReplicationException">The file is not Parquet, or has columns beyond path and position.</exception>
    public static async Task<DataFile> CopyAsync(S3Store store, DataFile file, PathMap paths, CancellationToken cancellationToken)
    {
        if (file.Format != FileFormat.Parquet)
            throw new ReplicationException($"{file.Path} holds position deletes in {file.Format}; only those in Parquet are replicated. Compact the table.");
        var target = ObjectLocation.Parse(paths.Map(file.Path));
        if (store.Objects.Find(target.Bucket, target.Key).Object is null) await RewriteAsync(store, file.Path, target.ToString(), paths, cancellationToken);
        return file with
        {
            Path = target.ToString(),
            FileSizeInBytes = store.Objects.Find(target.Bucket, target.Key).Object!.Size,
            ReferencedDataFile = file.ReferencedDataFile is { } data ? paths.Map(data) : null,
            // The sizes and offsets were the old file's. Bounds of paths may be cut and then name no bucket; without them readers look into the file.
            ColumnSizes = null,
            SplitOffsets = null,
            LowerBounds = Without(file.LowerBounds),
            UpperBounds = Without(file.UpperBounds),
        };
    }

    private static Dictionary<int, byte[]>? Without(IReadOnlyDictionary<int, byte[]>? bounds) =>
        bounds?.Where(bound => bound.Key != FilePathId).ToDictionary(bound => bound.Key, bound => bound.Value);

    private static async Task RewriteAsync(S3Store store, string from, string to, PathMap paths, CancellationToken cancellationToken)
    {
        await using var source = await store.FileIO.OpenAsync(from, cancellationToken);
        await using var staged = store.FileIO.Stage(to);
        await using var duck = new DuckDBConnection("Data Source=:memory:");
        await duck.OpenAsync(cancellationToken);
        await ExecuteAsync(duck, "SET threads = 1; SET memory_limit = '256MB'", cancellationToken);
        await CheckColumnsAsync(duck, from, source.Path, cancellationToken);
        var (old, replacement) = ($"s3://{paths.FromBucket}/", $"s3://{paths.ToBucket}/");
        await ExecuteAsync(
            duck,
            $"""
            COPY (
                SELECT CASE WHEN starts_with(file_path, {Text(old)}) THEN {Text(replacement)} || substr(file_path, {old.Length + 1}) ELSE file_path END AS file_path, pos
                FROM read_parquet({Text(source.Path)}) ORDER BY ALL
            ) TO {Text(staged.Path)} (FORMAT parquet, COMPRESSION zstd, FIELD_IDS {"{"}file_path: {FilePathId}, pos: {PositionId}{"}"})
            """,
            cancellationToken);
        await staged.PublishAsync(cancellationToken);
    }

    private static async Task CheckColumnsAsync(DuckDBConnection duck, string location, string path, CancellationToken cancellationToken)
    {
        await using var command = duck.CreateCommand();
        command.CommandText = $"SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet({Text(path)}))";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            if (reader.GetString(0) is var column and not ("file_path" or "pos"))
                throw new ReplicationException($"{location} holds deletes with the column '{column}'; only path and position are replicated. Compact the table.");
    }

    private static async Task ExecuteAsync(DuckDBConnection duck, string sql, CancellationToken cancellationToken)
    {
        await using var command = duck.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
