using Floe.Iceberg.Catalog;
using Floe.Iceberg.Evolution;
using Floe.Iceberg.IO;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Operations;

/// <summary>A table of a catalog, as it was at the last load, refresh or own commit. Not for use by several threads at once.</summary>
public sealed class Table
{
    private LoadedTable _loaded;

    public Table(LoadedTable loaded, ICatalog catalog, IFileIO io, TimeProvider? time = null)
    {
        _loaded = loaded;
        Catalog = catalog;
        IO = io;
        Time = time ?? TimeProvider.System;
    }

    public TableIdentifier Identifier => _loaded.Identifier;

    public TableMetadata Metadata => _loaded.Metadata;

    public string? MetadataLocation => _loaded.MetadataLocation;

    public ICatalog Catalog { get; }

    public IFileIO IO { get; }

    internal TimeProvider Time { get; }

    /// <exception cref="NoSuchTableException">There is no such table.</exception>
    public static async Task<Table> LoadAsync(ICatalog catalog, TableIdentifier identifier, IFileIO io, TimeProvider? time, CancellationToken cancellationToken) =>
        new(await catalog.LoadTableAsync(identifier, cancellationToken).ConfigureAwait(false), catalog, io, time);

    /// <exception cref="NoSuchTableException">The table was dropped.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken) =>
        _loaded = await Catalog.LoadTableAsync(Identifier, cancellationToken).ConfigureAwait(false);

    /// <summary>Where to write a new data or delete file. Names are UUIDs of version 7, flat below <c>data/</c>, as S3 Tables' own maintenance has them.</summary>
    public string NewDataLocation(string extension = ".parquet") => TableLocations.NewData(Metadata, extension);

    public TableScan NewScan() => new(Metadata, IO);

    /// <summary>Adds data files.</summary>
    public AppendFiles NewAppend() => new(this);

    /// <summary>Replaces files, or all of the table, by others with other rows.</summary>
    public OverwriteFiles NewOverwrite() => new(this);

    /// <summary>Removes data files.</summary>
    public DeleteFiles NewDelete() => new(this);

    /// <summary>Adds delete files, with or without new data: merge-on-read.</summary>
    public RowDelta NewRowDelta() => new(this);

    /// <summary>Replaces files by others with the same rows: compaction.</summary>
    public RewriteFiles NewRewrite() => new(this);

    /// <summary>Groups manifest entries anew.</summary>
    public RewriteManifests NewRewriteManifests() => new(this);

    /// <summary>Collects deleted rows for deletion vectors, which a <see cref="RowDelta"/> then adds.</summary>
    /// <exception cref="NotSupportedException">The table is of a version before 3.</exception>
    public DeletionVectorWriter NewDeletionVectors() => new(this);

    /// <summary>Branches, tags and the current snapshot.</summary>
    public ManageSnapshots NewManageSnapshots() => new(this);

    /// <summary>Removes old snapshots.</summary>
    public ExpireSnapshots NewExpireSnapshots() => new(this);

    /// <summary>Changes columns.</summary>
    public UpdateSchema NewUpdateSchema() => new(this);

    /// <summary>Changes how new files are partitioned.</summary>
    public UpdatePartitionSpec NewUpdatePartitionSpec() => new(this);

    /// <summary>Sets how writers should sort rows.</summary>
    public ReplaceSortOrder NewReplaceSortOrder() => new(this);

    public UpdateProperties NewUpdateProperties() => new(this);

    /// <summary>To a version from the table's own to 3. There is no way back.</summary>
    /// <exception cref="BadRequestException">The version is lower than the table's, or not known.</exception>
    public Task UpgradeFormatVersionAsync(int formatVersion, CancellationToken cancellationToken) => UpdateAsync(
        current => current.FormatVersion == formatVersion ? TableChange.None : new TableChange([], [new UpgradeFormatVersion(formatVersion)]), cancellationToken);

    /// <summary>
    /// Brings a snapshot that is not in the history of main into it. A snapshot that follows the current one becomes current; an append, or a
    /// replacement of partitions that nobody else changed, is repeated in a new snapshot.
    /// </summary>
    /// <returns>The snapshot that is now current.</returns>
    /// <exception cref="ValidationException">The snapshot is in the history already, or cannot be repeated.</exception>
    public Task<Snapshot> CherryPickAsync(long snapshotId, CancellationToken cancellationToken) => CherryPick.RunAsync(this, snapshotId, cancellationToken);

    /// <summary>Cherry-picks the snapshot that was staged with a <see cref="SummaryKeys.WapId"/>.</summary>
    /// <inheritdoc cref="CherryPickAsync"/>
    public Task<Snapshot> PublishAsync(string wapId, CancellationToken cancellationToken)
    {
        var staged = Metadata.Snapshots.FirstOrDefault(s => s.Summary.GetValueOrDefault(SummaryKeys.WapId) == wapId)
            ?? throw new ValidationException($"The table has no snapshot with {SummaryKeys.WapId} '{wapId}'.");
        return CherryPickAsync(staged.SnapshotId, cancellationToken);
    }

    /// <summary>
    /// Changes metadata (columns, properties, references ...) with the retries of the table's properties. The change is made anew from each state that is found.
    /// </summary>
    /// <param name="change">Gives the updates and what they build on; no updates end the operation.</param>
    /// <exception cref="CommitFailedException">Others were faster in every attempt.</exception>
    /// <exception cref="CommitStateUnknownException">Nobody knows whether the change was applied.</exception>
    public Task UpdateAsync(Func<TableMetadata, TableChange> change, CancellationToken cancellationToken) =>
        CommitRetry.RunAsync(this, async (_, cancellation) =>
        {
            var (requirements, updates) = change(Metadata);
            if (updates.Count > 0) await CommitAsync(requirements, updates, cancellation).ConfigureAwait(false);
        }, cancellationToken);

    /// <summary>One attempt, which also requires that the table is still the same one.</summary>
    internal async Task CommitAsync(IReadOnlyList<UpdateRequirement> requirements, IReadOnlyList<MetadataUpdate> updates, CancellationToken cancellationToken) =>
        _loaded = await Catalog.CommitTableAsync(Identifier, [new AssertTableUuid(Metadata.TableUuid), .. requirements], updates, cancellationToken).ConfigureAwait(false);
}
