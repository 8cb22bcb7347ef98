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

    /// <summary>See <see cref="TableStore.Rename"/>.</summary>
    /// <exception cref="CatalogException">The destination's namespace is missing, its name is taken, or the table is a replica.</exception>
    public void Rename(SqliteConnection connection, Table table, string newNamespace, string newName, string modifiedBy)
    {
        table.CheckWritable();
        TableStore.Rename(connection, table, newNamespace, newName, modifiedBy, clock.GetUtcNow());
        replication.Add(connection, table);
    }
}
