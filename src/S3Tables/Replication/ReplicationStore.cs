using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Replication;

/// <summary>Replication in the database: what is configured, what is to do, what was done, and which tables are replicas.</summary>
internal static class ReplicationStore
{
    private const string Select = "SELECT source_id, destination_arn, requested, done, replica_arn, failure, location, replicated_at FROM replication_state";

    public static ReplicationSetting? FindSetting(SqliteConnection connection, string ownerId) =>
        SettingStore.Find(connection, ownerId, SettingKind.Replication, CatalogJson.Default.ReplicationSetting);

    /// <summary>Where a table is to be copied: by its own configuration, or else its table bucket's.</summary>
    public static IReadOnlyList<string> DestinationsOf(SqliteConnection connection, Table table) =>
        (FindSetting(connection, table.Id) ?? FindSetting(connection, table.BucketId))?.Configuration.Rules[0].Destinations
            .Select(destination => destination.DestinationTableBucketArn).Distinct().ToList() ?? [];

    public static void Request(SqliteConnection connection, string sourceId, string destinationArn) => connection.Execute(
        """
        INSERT INTO replication_state (source_id, destination_arn, requested, done) VALUES ($source, $destination, 1, 0)
        ON CONFLICT DO UPDATE SET requested = requested + 1, failure = NULL
        """,
        ("$source", sourceId), ("$destination", destinationArn));

    /// <summary>What failed before is tried again: the reason may be gone.</summary>
    public static void RetryFailed(SqliteConnection connection) => connection.Execute("UPDATE replication_state SET failure = NULL WHERE done < requested");

    public static ReplicationState? NextPending(SqliteConnection connection) =>
        connection.QueryFirst($"{Select} WHERE done < requested AND failure IS NULL LIMIT 1", Map);

    public static ReplicationState? Find(SqliteConnection connection, string sourceId, string destinationArn) => connection.QueryFirst(
        $"{Select} WHERE source_id = $source AND destination_arn = $destination", Map, ("$source", sourceId), ("$destination", destinationArn));

    public static void Complete(SqliteConnection connection, ReplicationState state, string replicaArn, string location, DateTimeOffset now) => connection.Execute(
        """
        UPDATE replication_state SET done = $done, replica_arn = $replica, location = $location, replicated_at = $now, failure = NULL
        WHERE source_id = $source AND destination_arn = $destination
        """,
        ("$done", state.Requested), ("$replica", replicaArn), ("$location", location), ("$now", now.ToMicroseconds()),
        ("$source", state.SourceId), ("$destination", state.DestinationArn));

    /// <summary>A newer request meanwhile is not touched by the failure of an older one.</summary>
    public static void Fail(SqliteConnection connection, ReplicationState state, string message) => connection.Execute(
        "UPDATE replication_state SET failure = $failure WHERE source_id = $source AND destination_arn = $destination AND requested = $requested",
        ("$failure", message), ("$source", state.SourceId), ("$destination", state.DestinationArn), ("$requested", state.Requested));

    public static void Remove(SqliteConnection connection, string sourceId, string destinationArn) => connection.Execute(
        "DELETE FROM replication_state WHERE source_id = $source AND destination_arn = $destination", ("$source", sourceId), ("$destination", destinationArn));

    public static void AddReplica(SqliteConnection connection, string tableId, string sourceArn) => connection.Execute(
        "INSERT INTO replica (table_id, source_arn) VALUES ($table, $source)", ("$table", tableId), ("$source", sourceArn));

    public static List<string> ReplicaWarehouses(SqliteConnection connection) =>
        connection.Query("SELECT t.warehouse FROM replica r JOIN catalog_table t ON t.id = r.table_id", row => row.GetString(0));

    private static ReplicationState Map(SqlRow row) => new(
        row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetStringOrNull(4), row.GetStringOrNull(5),
        row.IsDBNull(6) ? null : new LastSuccessfulReplicatedUpdate(row.GetString(6), row.GetTime(7)));
}
