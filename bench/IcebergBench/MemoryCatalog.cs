using System.Diagnostics;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.IcebergBench;

/// <summary>A catalog of one table that does with a commit what a server does.</summary>
internal sealed class MemoryCatalog(MemoryFileIO io) : ICatalog
{
    private LoadedTable? _table;

    /// <summary>Time spent on the server's part of commits: making metadata files, which hold all snapshots.</summary>
    public TimeSpan ServerTime { get; private set; }

    public async Task<LoadedTable> CreateTableAsync(string ns, CreateTableRequest request, CancellationToken cancellationToken)
    {
        var version = request.Properties?.GetInt(TableProperties.FormatVersion, TableMetadata.DefaultFormatVersion) ?? TableMetadata.DefaultFormatVersion;
        var metadata = TableMetadataBuilder.NewTable(request.Schema, request.PartitionSpec, request.WriteOrder, "s3://warehouse/t", request.Properties, version);
        return _table = await StoreAsync(new TableIdentifier(ns, request.Name), metadata, 0, cancellationToken);
    }

    public Task<LoadedTable> LoadTableAsync(TableIdentifier identifier, CancellationToken cancellationToken) => Task.FromResult(_table!);

    public async Task<LoadedTable> CommitTableAsync(
        TableIdentifier identifier, IReadOnlyList<UpdateRequirement> requirements, IReadOnlyList<MetadataUpdate> updates, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var requirement in requirements) requirement.Check(_table!.Metadata);
        var metadata = TableMetadataBuilder.From(_table!.Metadata).Apply(updates).Build(_table.MetadataLocation);
        _table = await StoreAsync(identifier, metadata, (TableLocations.VersionOf(_table.MetadataLocation!) ?? 0) + 1, cancellationToken);
        ServerTime += Stopwatch.GetElapsedTime(started);
        return _table;
    }

    public Task<IReadOnlyList<string>> ListNamespacesAsync(CancellationToken cancellationToken) => throw Unused();

    public Task CreateNamespaceAsync(string name, IReadOnlyDictionary<string, string>? properties, CancellationToken cancellationToken) => throw Unused();

    public Task<bool> NamespaceExistsAsync(string name, CancellationToken cancellationToken) => throw Unused();

    public Task<IReadOnlyDictionary<string, string>> LoadNamespacePropertiesAsync(string name, CancellationToken cancellationToken) => throw Unused();

    public Task DropNamespaceAsync(string name, CancellationToken cancellationToken) => throw Unused();

    public Task<IReadOnlyList<TableIdentifier>> ListTablesAsync(string ns, CancellationToken cancellationToken) => throw Unused();

    public Task<bool> TableExistsAsync(TableIdentifier identifier, CancellationToken cancellationToken) => throw Unused();

    public Task DropTableAsync(TableIdentifier identifier, bool purge, CancellationToken cancellationToken) => throw Unused();

    public Task RenameTableAsync(TableIdentifier from, TableIdentifier to, CancellationToken cancellationToken) => throw Unused();

    private static NotSupportedException Unused() => new("No bench asks for this.");

    private async Task<LoadedTable> StoreAsync(TableIdentifier identifier, TableMetadata metadata, int version, CancellationToken cancellationToken)
    {
        var location = TableLocations.NewMetadata(metadata, version);
        await io.WriteAsync(location, TableMetadataJson.Serialize(metadata), cancellationToken);
        return new LoadedTable(identifier, location, metadata, new Dictionary<string, string>());
    }
}
