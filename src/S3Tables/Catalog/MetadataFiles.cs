using Floe.Iceberg;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.IO;
using Floe.Iceberg.Spec;
using Floe.S3Tables.ObjectStore;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Catalog;

/// <summary>Reads and writes tables' metadata files. The newest ones stay parsed in memory: loads and commits read them again and again.</summary>
public sealed class MetadataFiles(S3Store store, MetadataCache cache)
{
    /// <summary>AWS refuses larger ones.</summary>
    public const int MaxLength = 50 * 1024 * 1024;

    /// <summary>A table without metadata is a state of its own: it waits for UpdateTableMetadataLocation.</summary>
    public static BadRequestException Missing(Table table) => new(
        $"Table {table.Namespace}.{table.Name} has no metadata yet. Set its metadata location with UpdateTableMetadataLocation, or create it with a schema.");

    /// <exception cref="BadRequestException">The table has no metadata, or its metadata location does not lead to any.</exception>
    public async Task<StoredMetadata> LoadAsync(Table table, CancellationToken cancellationToken)
    {
        var location = table.MetadataLocation ?? throw Missing(table);
        if (cache.Find(location) is { } cached) return cached;
        var stored = await ReadAsync(table, location, cancellationToken);
        cache.Add(stored);
        return stored;
    }

    /// <summary>
    /// Stores the metadata that is to follow the table's present one, and in the same transaction does what makes it the table's state:
    /// both happen, durably, or neither.
    /// </summary>
    /// <param name="table">The table as it is.</param>
    /// <param name="metadata">Its next metadata, or its first.</param>
    /// <param name="install">Runs inside the transaction with the new metadata; what it throws undoes the whole.</param>
    /// <param name="cancellationToken">Cancels before the transaction.</param>
    /// <exception cref="BadRequestException">The metadata is larger than <see cref="MaxLength"/>, or of a version that cannot be written.</exception>
    public async Task<StoredMetadata> InstallAsync(
        Table table, TableMetadata metadata, Action<SqliteConnection, StoredMetadata> install, CancellationToken cancellationToken) =>
        (await InstallAllAsync([(table, metadata)], (connection, stored) => install(connection, stored[0]), cancellationToken))[0];

    /// <summary>Does the same for several tables: all of them move on, or none.</summary>
    /// <param name="next">At least one table as it is, with its next metadata.</param>
    /// <param name="install">Runs inside the transaction with the new metadata; what it throws undoes the whole.</param>
    /// <param name="cancellationToken">Cancels before the transaction.</param>
    /// <exception cref="BadRequestException">A table's metadata is larger than <see cref="MaxLength"/>, or of a version that cannot be written.</exception>
    public async Task<IReadOnlyList<StoredMetadata>> InstallAllAsync(
        IReadOnlyList<(Table Table, TableMetadata Metadata)> next, Action<SqliteConnection, IReadOnlyList<StoredMetadata>> install, CancellationToken cancellationToken)
    {
        var drafts = next.Select(item => (item.Table, Stored: Draft(item.Table, item.Metadata))).ToList();
        StoredMetadata[] all = [.. drafts.Select(draft => draft.Stored)];
        cancellationToken.ThrowIfCancellationRequested();
        await store.PutAllAsync(
            drafts.Select(draft => (draft.Table.Warehouse, KeyOf(draft.Stored), (ReadOnlyMemory<byte>)draft.Stored.Json)), connection => install(connection, all));
        foreach (var stored in all) cache.Add(stored);
        return all;
    }

    private static string KeyOf(StoredMetadata stored) => ObjectLocation.Parse(stored.Location).Key;

    private static StoredMetadata Draft(Table table, TableMetadata metadata)
    {
        var json = Serialize(metadata);
        if (json.Length > MaxLength)
            throw new BadRequestException($"The table's metadata would be {json.Length} bytes; S3 Tables accepts at most {MaxLength}. Expire snapshots.");
        return new(
            table.MetadataLocation is null ? MetadataLocations.First(table.WarehouseLocation) : MetadataLocations.Next(table.WarehouseLocation, table.MetadataLocation),
            metadata, json);
    }

    private static byte[] Serialize(TableMetadata metadata)
    {
        try
        {
            return TableMetadataJson.Serialize(metadata);
        }
        catch (NotSupportedException e)
        {
            throw new BadRequestException(e.Message, e);
        }
    }

    private async Task<StoredMetadata> ReadAsync(Table table, string location, CancellationToken cancellationToken)
    {
        try
        {
            var content = await store.FileIO.ReadAsync(location, cancellationToken);
            var metadata = TableMetadataJson.Parse(content, location);
            return new(location, metadata, content is [0x1f, 0x8b, ..] ? TableMetadataJson.Serialize(metadata) : content);
        }
        catch (Exception e) when (e is FileMissingException or InvalidFileException)
        {
            throw new BadRequestException($"The metadata location of table {table.Namespace}.{table.Name} does not lead to table metadata: {e.Message}", e);
        }
    }
}
