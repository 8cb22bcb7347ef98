using Floe.Iceberg.Catalog;
using Floe.Iceberg.Catalog.Wire;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.Rest;

/// <summary>
/// Commits: checks the requirements against the table as it is, applies the updates, then stores the new metadata file and swaps the
/// table's metadata location, durably and in one transaction. A commit that loses the swap starts again from the winner's state: the
/// requirements decide anew whether it still holds.
/// </summary>
public sealed class TableCommitter(
    Database database, MetadataFiles metadataFiles, TableLifecycle tables, CommitGates gates, CommitTelemetry telemetry, TimeProvider clock)
{
    /// <summary>Commits of this service wait for each other, so only swaps from elsewhere (UpdateTableMetadataLocation, a rename) cost an attempt.</summary>
    private const int MaxAttempts = 10;

    public bool Exists(TablePlace place) =>
        database.Read(connection => TableStore.Find(connection, place.BucketArn, place.Namespace, place.Name)) is not null;

    /// <summary>The commit that makes a staged table; its updates say everything.</summary>
    /// <exception cref="BadRequestException">The updates make no whole table.</exception>
    public async Task<StoredMetadata> CreateAsync(TablePlace place, CommitTableRequest request, CancellationToken cancellationToken)
    {
        var metadata = TableMetadataBuilder.FromNothing(clock).Apply(request.Updates).Build();
        try
        {
            return await tables.CreateStagedAsync(place, metadata, cancellationToken);
        }
        catch (Catalog.CatalogException e) when (e.Error == CatalogError.TableExists)
        {
            throw new CommitFailedException($"Requirement failed: table already exists: {place.Namespace}.{place.Name}", e);
        }
    }

    /// <exception cref="CommitFailedException">A requirement does not hold, or the table moved on at each attempt; nothing has changed.</exception>
    /// <exception cref="BadRequestException">An update is not valid for the table, or the metadata would be too large; nothing has changed.</exception>
    public async Task<StoredMetadata> CommitAsync(TablePlace place, CommitTableRequest request, CancellationToken cancellationToken)
    {
        using var activity = telemetry.Start($"{place.Namespace}.{place.Name}");
        try
        {
            var id = database.Read(connection => TableStore.Get(connection, place.BucketArn, place.Namespace, place.Name)).Id;
            using var gate = await gates.EnterAsync(id, cancellationToken);
            var (stored, changed) = await CommitAsync(id, request, place.By, cancellationToken);
            telemetry.Stop(activity, changed ? CommitOutcome.Committed : CommitOutcome.NoChange);
            return stored;
        }
        catch (Exception e)
        {
            telemetry.Stop(activity, e is CommitFailedException ? CommitOutcome.Conflict : CommitOutcome.Failed);
            throw;
        }
    }

    private async Task<(StoredMetadata Stored, bool Changed)> CommitAsync(
        string tableId, CommitTableRequest request, string modifiedBy, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var table = database.Read(connection => TableStore.GetById(connection, tableId));
            var current = await metadataFiles.LoadAsync(table, cancellationToken);
            var updated = Apply(request, current, table);
            if (ReferenceEquals(updated, current.Metadata)) return (current, false);

            try
            {
                var next = await metadataFiles.InstallAsync(
                    table, updated,
                    (connection, location) => TableStore.CompareAndSwap(connection, tableId, table.VersionToken, location, modifiedBy, clock.GetUtcNow()),
                    cancellationToken);
                return (next, true);
            }
            catch (Catalog.CatalogException e) when (e.Error == CatalogError.VersionTokenMismatch)
            {
                // Somebody else's swap came first. The next turn sees theirs.
            }
        }
        throw new CommitFailedException($"The table changed {MaxAttempts} times while this commit was applied to it. Refresh and try again.");
    }

    /// <summary>The metadata after the commit; the same instance where the commit has no effect.</summary>
    private TableMetadata Apply(CommitTableRequest request, StoredMetadata current, Table table)
    {
        if (request.Requirements.Count > 1 && request.Requirements.Any(requirement => requirement is AssertCreate))
            throw new BadRequestException("assert-create must be the only requirement of a commit.");
        foreach (var requirement in request.Requirements) requirement.Check(current.Metadata);
        var updated = TableMetadataBuilder.From(current.Metadata, clock).Apply(request.Updates).Build(current.Location);
        if (updated.Location != current.Metadata.Location && updated.Location != table.WarehouseLocation)
            throw new BadRequestException($"S3 Tables does not move tables: set-location must be {table.WarehouseLocation}, not {updated.Location}.");
        return updated;
    }
}
