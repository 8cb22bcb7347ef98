using Floe.S3Tables.Replication;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Catalog;

/// <summary>Moves tables on for their users: every way to do it comes through here, so that replicas stay as they are and sources are followed.</summary>
public sealed class TableSwap(ReplicationQueue replication, TimeProvider clock)
{
    /// <summary>See <see cref="TableStore.CompareAndSwap"/>.</summary>
    /// <exception cref="CatalogException">The table has moved on, is gone, or is a replica.</exception>
    public Table Run(SqliteConnection connection, string tableId, string expectedVersionToken, string newMetadataLocation, string modifiedBy)
    {
        var table = TableStore.CompareAndSwap(connection, tableId, expectedVersionToken, newMetadataLocation, modifiedBy, clock.GetUtcNow());
        table.CheckWritable();
        replication.Add(connection, table);
        return table;
    }
}
