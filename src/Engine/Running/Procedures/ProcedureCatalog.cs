using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Iceberg.Operations;

namespace Floe.Engine.Running.Procedures;

/// <summary>The procedures there are: names, arguments and results are those of Iceberg's Spark procedures.</summary>
internal static class ProcedureCatalog
{
    private static readonly Dictionary<string, Procedure> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["rollback_to_snapshot"] = new(["table", "snapshot_id"], SnapshotProcedures.RollbackToSnapshotAsync),
        ["rollback_to_timestamp"] = new(["table", "timestamp"], SnapshotProcedures.RollbackToTimestampAsync),
        ["set_current_snapshot"] = new(["table", "snapshot_id", "ref"], SnapshotProcedures.SetCurrentAsync),
        ["cherrypick_snapshot"] = new(["table", "snapshot_id"], SnapshotProcedures.CherryPickAsync),
        ["publish_changes"] = new(["table", "wap_id"], SnapshotProcedures.PublishAsync),
        ["fast_forward"] = new(["table", "branch", "to"], SnapshotProcedures.FastForwardAsync),
        ["ancestors_of"] = new(["table", "snapshot_id"], SnapshotProcedures.AncestorsAsync),
        ["expire_snapshots"] = new(["table", "older_than", "retain_last", "max_concurrent_deletes", "stream_results", "snapshot_ids", "clean_expired_metadata"], CleanUpProcedures.ExpireAsync),
        ["remove_orphan_files"] = new(["table", "older_than", "location", "dry_run", "max_concurrent_deletes"], CleanUpProcedures.RemoveOrphansAsync),
        ["rewrite_data_files"] = new(["table", "strategy", "sort_order", "options", "where"], RewriteProcedures.DataFilesAsync),
        ["rewrite_manifests"] = new(["table", "use_caching", "spec_id"], ManifestProcedures.RewriteAsync),
        ["rewrite_position_delete_files"] = new(["table", "options", "where"], PositionDeleteProcedure.RunAsync),
    };

    public static async Task<StatementOutcome> RunAsync(ScriptContext context, Call call, CancellationToken cancellationToken)
    {
        var name = call.Procedure;
        if (name.Parts.Count is < 2 or > 3 || !name.Parts[^2].Equals("system", StringComparison.OrdinalIgnoreCase))
            throw new SqlError($"Procedures are called as system.{name.Last} or catalog.system.{name.Last}.", name.Position);
        if (!Known.TryGetValue(name.Last, out var procedure))
            throw new SqlError(Unknown(name.Last), name.Position);
        var arguments = new ProcedureArguments(context, call, procedure.Parameters);
        var (reference, table) = await ProcedureTable.LoadAsync(context, call, arguments, cancellationToken);
        try
        {
            var answer = await procedure.RunAsync(new ProcedureCall(context, reference, table, arguments), cancellationToken);
            return new StatementOutcome($"CALL {name.Last.ToLowerInvariant()}", reference.ToString()) { Rows = answer.Result.Rows.Count, Result = answer.Result, SnapshotId = answer.SnapshotId, Note = answer.Note };
        }
        catch (ValidationException e)
        {
            throw new SqlError($"{reference}: {e.Message}", null, e)
            {
                // Among other things, a rewrite that lost to another writer.
                MayPass = true,
            };
        }
    }

    private static string Unknown(string name) => name.ToLowerInvariant() switch
    {
        "snapshot" or "migrate" or "add_files" or "register_table" => $"{name} is not supported: S3 Tables holds tables in a place of its own. Read the files with CREATE TEMPORARY VIEW ... USING parquet and INSERT INTO a table.",
        "create_changelog_view" => "create_changelog_view is not supported. Compare two versions of the table with VERSION AS OF and EXCEPT.",
        "compute_table_stats" or "compute_partition_stats" => $"{name} is not supported: scans are planned by the counts and bounds of files, which every write measures.",
        "rewrite_table_path" => "rewrite_table_path is not supported: S3 Tables gives every table its own place.",
        _ => $"There is no procedure '{name}'. There are {string.Join(", ", Known.Keys.Order(StringComparer.Ordinal))}.",
    };

    private sealed record Procedure(IReadOnlyList<string> Parameters, Func<ProcedureCall, CancellationToken, Task<ProcedureAnswer>> RunAsync);
}
