using Floe.Engine.Syntax;
using Floe.Iceberg.IO;
using Floe.Iceberg.Operations;

namespace Floe.Engine.Running.Procedures;

/// <summary>Procedures that find files nobody needs any more. Where the store lets clients delete, they delete; table buckets do not.</summary>
internal static class CleanUpProcedures
{
    private static readonly TimeSpan OrphanAge = TimeSpan.FromDays(3);
    private static readonly TimeSpan MinOrphanAge = TimeSpan.FromDays(1);

    public static async Task<ProcedureAnswer> ExpireAsync(ProcedureCall call, CancellationToken cancellationToken)
    {
        var arguments = call.Arguments;
        var expire = call.Table.NewExpireSnapshots();
        if (await arguments.TimeAsync("older_than", cancellationToken) is { } olderThan)
            expire.OlderThan(olderThan);
        if (await arguments.LongAsync("retain_last", cancellationToken) is { } retain)
            expire.RetainLast(retain is >= 1 and <= int.MaxValue ? (int)retain : throw new SqlError("retain_last must be at least 1.", arguments.PositionOf("retain_last")));
        foreach (var id in await arguments.LongsAsync("snapshot_ids", cancellationToken))
            expire.Expire(id);
        if (await arguments.BooleanAsync("clean_expired_metadata", cancellationToken) == true)
            expire.CleanExpiredMetadata();
        var expired = await expire.CommitAsync(cancellationToken);
        var note = await DeleteAsync(call.Context.Files, [.. expired.All], cancellationToken);
        var equalityCount = (long)expired.EqualityDeleteFiles.Count;
        return new ProcedureAnswer(ProcedureResult.Of(
            [
                ProcedureResult.Long("deleted_data_files_count"), ProcedureResult.Long("deleted_position_delete_files_count"), ProcedureResult.Long("deleted_equality_delete_files_count"),
                ProcedureResult.Long("deleted_manifest_files_count"), ProcedureResult.Long("deleted_manifest_lists_count"), ProcedureResult.Long("deleted_statistics_files_count"),
            ],
            [[(long)expired.DataFiles.Count, expired.DeleteFiles.Count - equalityCount, equalityCount, (long)expired.Manifests.Count, (long)expired.ManifestLists.Count, (long)expired.Statistics.Count]]))
        {
            Note = $"{expired.Snapshots.Count} snapshots expired{note}",
        };
    }

    public static async Task<ProcedureAnswer> RemoveOrphansAsync(ProcedureCall call, CancellationToken cancellationToken)
    {
        var arguments = call.Arguments;
        var now = call.Context.Time.GetUtcNow();
        var olderThan = await arguments.TimeAsync("older_than", cancellationToken) ?? now - OrphanAge;
        var dryRun = await arguments.BooleanAsync("dry_run", cancellationToken) ?? false;
        // As in Iceberg: files that new may belong to a commit on its way.
        if (!dryRun && olderThan > now - MinOrphanAge)
            throw new SqlError("Files newer than 24 hours may belong to a write that is under way. Give older_than at least a day ago, or dry_run => true.", arguments.PositionOf("older_than"));
        var location = (await arguments.TextAsync("location", cancellationToken) ?? call.Table.Metadata.Location).TrimEnd('/') + "/";
        // In one process with the store they could be listed; a script must not rely on that.
        if (S3Location.TryParse(location, out var place) && place.IsTableWarehouse)
            throw new SqlError($"The objects below {location} cannot be listed: table buckets do not list. They remove unreferenced files by their own maintenance (icebergUnreferencedFileRemoval).", arguments.PositionOf("table"));
        var orphans = new List<string>();
        try
        {
            await foreach (var file in UnreferencedFiles.FindAsync(call.Table, call.Context.Files.ListAsync(location, cancellationToken), olderThan, cancellationToken))
                orphans.Add(file.Location);
        }
        catch (NotSupportedException e)
        {
            throw new SqlError($"{e.Message} They remove unreferenced files by their own maintenance (icebergUnreferencedFileRemoval).", arguments.PositionOf("table"), e);
        }
        var note = dryRun ? ", nothing was deleted" : await DeleteAsync(call.Context.Files, orphans, cancellationToken);
        return new ProcedureAnswer(ProcedureResult.Of([ProcedureResult.Text("orphan_file_location")], [.. orphans.Select(file => (IReadOnlyList<object?>)[file])])) { Note = $"{orphans.Count} orphan files{note}" };
    }

    /// <returns>What to add to the log.</returns>
    private static async Task<string> DeleteAsync(IFileIO files, IReadOnlyList<string> locations, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var location in locations)
                await files.DeleteAsync(location, cancellationToken);
            return "";
        }
        catch (NotSupportedException)
        {
            return "; their files stay, as table buckets remove unreferenced files by their own maintenance";
        }
    }
}
