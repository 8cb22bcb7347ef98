using Floe.Engine.Compaction;
using Floe.Engine.Syntax;

namespace Floe.Engine.Running.Procedures;

internal static class PositionDeleteProcedure
{
    public static async Task<ProcedureAnswer> RunAsync(ProcedureCall call, CancellationToken cancellationToken)
    {
        var (arguments, context) = (call.Arguments, call.Context);
        if (arguments.Has("where"))
            throw new SqlError("rewrite_position_delete_files rewrites all partitions. Remove the argument 'where'.", arguments.PositionOf("where"));
        var options = RewriteOptions.Apply(new CompactionOptions { SnapshotProperties = context.Options.SnapshotProperties }, await arguments.MapAsync("options", cancellationToken), arguments.PositionOf("options"));
        var result = await new PositionDeleteRewrite(context.Duck, call.Table, options).RunAsync(cancellationToken);
        return new ProcedureAnswer(ProcedureResult.Of(
            [
                ProcedureResult.Int("rewritten_delete_files_count"), ProcedureResult.Int("added_delete_files_count"), ProcedureResult.Long("rewritten_bytes_count"), ProcedureResult.Long("added_bytes_count"),
            ],
            [[result.RewrittenFiles, result.AddedFiles, result.RewrittenBytes, result.AddedBytes]]))
        {
            SnapshotId = result.SnapshotIds.Count > 0 ? result.SnapshotIds[^1] : null,
        };
    }
}
