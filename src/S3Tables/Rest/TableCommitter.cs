using Floe.Iceberg.Catalog;
using Floe.Iceberg.Catalog.Wire;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Rest;

/// <summary>
/// Commits: checks the requirements against the tables as they are, applies the updates, then stores the new metadata files and swaps the
/// tables' metadata locations, durably and in one transaction. A commit that loses a swap starts again from the winner's state: the
/// requirements decide anew whether it still holds.
/// </summary>
public sealed class TableCommitter(
    Database database, MetadataFiles metadataFiles, TableLifecycle tables, TableSwap swap, CommitGates gates, CommitTelemetry telemetry, TimeProvider clock)
{
    /// <summary>Commits of this service wait for each other, so only swaps from elsewhere (UpdateTableMetadataLocation, a rename) cost an attempt.</summary>
    private const int MaxAttempts = 10;

    public bool Exists(TablePlace place) =>
        database.Read(connection => TableStore.Find(connection, place.BucketArn, place.Namespace, place.Name)) is not null;

    /// <summary>The commit that makes a staged table; its updates say everything.</summary>
    /// <exception cref="BadRequestException">The updates make no whole table.</exception>
    public async Task<StoredMetadata> CreateAsync(
        TablePlace place, CommitTableRequest request, Action<SqliteConnection, StoredMetadata> done, CancellationToken cancellationToken)
    {
        var metadata = TableMetadataBuilder.FromNothing(clock).Apply(request.Updates).Build();
        try
        {
            return await tables.CreateStagedAsync(place, metadata, done, cancellationToken);
        }
        catch (Catalog.CatalogException e) when (e.Error == CatalogError.TableExists)
        {
            throw new CommitFailedException($"Requirement failed: table already exists: {place.Namespace}.{place.Name}", e);
        }
    }

    /// <param name="place">The table.</param>
    /// <param name="request">What is to change.</param>
    /// <param name="done">Runs in the transaction of the commit, with its outcome.</param>
    /// <param name="cancellationToken">Cancels before the transaction.</param>
    /// <exception cref="CommitFailedException">A requirement does not hold, or the table moved on at each attempt; nothing has changed.</exception>
    /// <exception cref="BadRequestException">An update is not valid for the table, or the metadata would be too large; nothing has changed.</exception>
    public async Task<StoredMetadata> CommitAsync(
        TablePlace place, CommitTableRequest request, Action<SqliteConnection, StoredMetadata> done, CancellationToken cancellationToken) =>
        (await CommitAsync([(place, request)], (connection, states) => done(connection, states[0]), cancellationToken))[0];

    /// <summary>Commits to all the tables or to none: their requirements hold all at one moment, in which all of them change.</summary>
    /// <param name="changes">Tables that differ, and what is to change in each.</param>
    /// <param name="done">Runs in the transaction of the commit.</param>
    /// <param name="cancellationToken">Cancels before the transaction.</param>
    /// <exception cref="CommitFailedException">A requirement does not hold, or a table moved on at each attempt; nothing has changed.</exception>
    public Task CommitAllAsync(IReadOnlyList<(TablePlace Place, CommitTableRequest Request)> changes, Action<SqliteConnection> done, CancellationToken cancellationToken) =>
        CommitAsync(changes, (connection, _) => done(connection), cancellationToken);

    private async Task<IReadOnlyList<StoredMetadata>> CommitAsync(
        IReadOnlyList<(TablePlace Place, CommitTableRequest Request)> changes, Action<SqliteConnection, IReadOnlyList<StoredMetadata>> done, CancellationToken cancellationToken)
    {
        using var activity = telemetry.Start(string.Join(',', changes.Select(change => $"{change.Place.Namespace}.{change.Place.Name}")));
        try
        {
            var ids = database.Read(connection => changes.Select(change => TableStore.Get(connection, change.Place.BucketArn, change.Place.Namespace, change.Place.Name).Id).ToList());
            using var entry = await gates.EnterAsync(ids, cancellationToken);
            var pending = ids.Zip(changes, (id, change) => new PendingCommit(id, change.Request, change.Place.By)).ToList();
            var (states, changed) = await CommitAsync(pending, done, cancellationToken);
            telemetry.Stop(activity, changed ? CommitOutcome.Committed : CommitOutcome.NoChange);
            return states;
        }
        catch (Exception e)
        {
            telemetry.Stop(activity, e is CommitFailedException ? CommitOutcome.Conflict : CommitOutcome.Failed);
            throw;
        }
    }

    private async Task<(IReadOnlyList<StoredMetadata> States, bool Changed)> CommitAsync(
        List<PendingCommit> commits, Action<SqliteConnection, IReadOnlyList<StoredMetadata>> done, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var steps = new List<CommitStep>(commits.Count);
            foreach (var commit in commits) steps.Add(await PrepareAsync(commit, cancellationToken));
            try
            {
                return (await InstallAsync(steps, done, cancellationToken), steps.Any(step => step.HasChanges));
            }
            catch (Catalog.CatalogException e) when (e.Error == CatalogError.VersionTokenMismatch)
            {
                // Somebody else's swap came first. The next turn sees theirs.
            }
        }
        throw new CommitFailedException($"The table changed {MaxAttempts} times while this commit was applied to it. Refresh and try again.");
    }

    private async Task<CommitStep> PrepareAsync(PendingCommit commit, CancellationToken cancellationToken)
    {
        var table = database.Read(connection => TableStore.GetById(connection, commit.TableId));
        var current = await metadataFiles.LoadAsync(table, cancellationToken);
        return new(commit, table, current, Apply(commit.Request, current, table));
    }

    private async Task<IReadOnlyList<StoredMetadata>> InstallAsync(
        List<CommitStep> steps, Action<SqliteConnection, IReadOnlyList<StoredMetadata>> done, CancellationToken cancellationToken)
    {
        var changed = steps.Where(step => step.HasChanges).ToList();
        IReadOnlyList<StoredMetadata> States(IReadOnlyList<StoredMetadata> next)
        {
            var stored = new Queue<StoredMetadata>(next);
            return [.. steps.Select(step => step.HasChanges ? stored.Dequeue() : step.Current)];
        }

        void Swap(SqliteConnection connection, IReadOnlyList<StoredMetadata> next)
        {
            // That a table stays as it is holds only if it still is what the requirements were checked against.
            foreach (var step in steps.Where(step => !step.HasChanges)) TableStore.CheckVersion(TableStore.GetById(connection, step.Table.Id), step.Table.VersionToken);
            foreach (var (step, stored) in changed.Zip(next)) swap.Run(connection, step.Table.Id, step.Table.VersionToken, stored.Location, step.Commit.By);
            done(connection, States(next));
        }

        if (changed.Count > 0) return States(await metadataFiles.InstallAllAsync([.. changed.Select(step => (step.Table, step.Updated))], Swap, cancellationToken));
        await database.WriteAsync(connection => Swap(connection, []));
        return States([]);
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

    private sealed record PendingCommit(string TableId, CommitTableRequest Request, string By);

    private sealed record CommitStep(PendingCommit Commit, Table Table, StoredMetadata Current, TableMetadata Updated)
    {
        public bool HasChanges => !ReferenceEquals(Updated, Current.Metadata);
    }
}
