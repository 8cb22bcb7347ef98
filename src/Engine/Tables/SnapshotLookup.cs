using System.Globalization;
using Floe.Engine.Syntax;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>Which snapshot a point in a table's history means.</summary>
internal static class SnapshotLookup
{
    public static Snapshot Find(TableMetadata metadata, TableVersion version) => version switch
    {
        TableAtSnapshot at => ById(metadata, at.SnapshotId)
            ?? throw new SqlError($"The table {at.Table} has no snapshot {at.SnapshotId}; it may have expired. SELECT * FROM {at.Table}.snapshots shows those there are."),
        TableAtRef at => metadata.Refs.TryGetValue(at.Ref, out var reference) && ById(metadata, reference.SnapshotId) is { } snapshot
            ? snapshot
            : throw new SqlError($"The table {at.Table} has no branch or tag '{at.Ref}'. SELECT * FROM {at.Table}.refs shows those there are."),
        TableAtTime at => AtTime(metadata, at.Time)
            ?? throw new SqlError($"The table {at.Table} had no snapshot at {at.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}. SELECT * FROM {at.Table}.history shows when its snapshots were made."),
        _ => throw new ArgumentOutOfRangeException(nameof(version)),
    };

    /// <summary>By the log of what main was at which time, not by the snapshots' own times: a rollback makes the two differ.</summary>
    private static Snapshot? AtTime(TableMetadata metadata, DateTimeOffset time)
    {
        var entry = metadata.SnapshotLog.LastOrDefault(logged => logged.TimestampMs <= time.ToUnixTimeMilliseconds());
        return entry is null ? null : ById(metadata, entry.SnapshotId);
    }

    private static Snapshot? ById(TableMetadata metadata, long id) => metadata.Snapshots.FirstOrDefault(snapshot => snapshot.SnapshotId == id);
}
