using Floe.S3Tables.Catalog;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Replication;

/// <summary>
/// Copies one state of a table to another table bucket: files first, then metadata and the replica's swap in one transaction, so that a reader of the
/// replica sees a whole version of the source or the one before.
/// </summary>
public sealed class Replicator(Database database, S3Store store, MetadataFiles metadataFiles, TableLifecycle tables, ReplicaWarehouses warehouses, TimeProvider clock)
{
    /// <exception cref="ReplicationException">It cannot be done, by the source's or destination's doing.</exception>
    public async Task RunAsync(ReplicationState state, CancellationToken cancellationToken)
    {
        var (source, isWanted) = database.Read(connection => Source(connection, state));
        if (source is null || !isWanted)
        {
            await database.WriteAsync(connection => ReplicationStore.Remove(connection, state.SourceId, state.DestinationArn));
            return;
        }
        var current = await metadataFiles.LoadAsync(source, cancellationToken);
        var replica = database.Read(connection => FindReplica(connection, source, state.DestinationArn));
        await CreateNamespaceAsync(source, state.DestinationArn);
        var target = replica ?? await tables.StageAsync(new(state.DestinationArn, source.Namespace, source.Name, source.AccountId), static (_, _) => { });
        warehouses.Add(target.Warehouse);

        var paths = new PathMap(source.Warehouse, target.Warehouse);
        await new TableFiles(store, current.Metadata, paths).CopyAsync(cancellationToken);
        var previous = replica?.MetadataLocation is null ? null : await metadataFiles.LoadAsync(replica, cancellationToken);
        var metadata = ReplicaMetadata.Of(current.Metadata, previous, paths);
        if (replica is null)
        {
            await tables.CreateStagedAsync(
                new(target.BucketArn, target.Namespace, target.Name, source.AccountId), metadata,
                (connection, _) =>
                {
                    ReplicationStore.AddReplica(connection, target.Id, source.Arn);
                    ReplicationStore.Complete(connection, state, target.Arn, current.Location, clock.GetUtcNow());
                },
                cancellationToken);
            return;
        }
        await metadataFiles.InstallAsync(
            replica, metadata,
            (connection, stored) =>
            {
                var moved = TableStore.CompareAndSwap(connection, replica.Id, replica.VersionToken, stored.Location, source.AccountId, clock.GetUtcNow());
                if ((moved.Namespace, moved.Name) != (source.Namespace, source.Name))
                    TableStore.Rename(connection, moved, source.Namespace, source.Name, source.AccountId, clock.GetUtcNow());
                ReplicationStore.Complete(connection, state, replica.Arn, current.Location, clock.GetUtcNow());
            },
            cancellationToken);
    }

    private static (Table? Source, bool IsWanted) Source(SqliteConnection connection, ReplicationState state)
    {
        var source = TableStore.FindById(connection, state.SourceId);
        return (source, source is not null && ReplicationStore.DestinationsOf(connection, source).Contains(state.DestinationArn));
    }

    /// <summary>The replica, or null where there is none and the source's name is free for it.</summary>
    private static Table? FindReplica(SqliteConnection connection, Table source, string destinationArn)
    {
        if (TableBucketStore.Find(connection, destinationArn) is null) throw new ReplicationException($"The destination table bucket {destinationArn} does not exist.");
        var replica = TableStore.FindReplica(connection, source.Arn, destinationArn);
        var found = TableStore.Find(connection, destinationArn, source.Namespace, source.Name);
        return found is null || found.Id == replica?.Id
            ? replica
            : throw new ReplicationException($"The destination has a table {source.Namespace}.{source.Name} that is no replica of {source.Arn}. Rename or delete one of them.");
    }

    private Task CreateNamespaceAsync(Table source, string destinationArn) => database.WriteAsync(connection =>
    {
        var bucket = TableBucketStore.Get(connection, destinationArn);
        if (NamespaceStore.Find(connection, bucket, source.Namespace) is null)
            NamespaceStore.Create(connection, destinationArn, source.Namespace, new Dictionary<string, string>(), source.AccountId, clock.GetUtcNow());
    });
}
