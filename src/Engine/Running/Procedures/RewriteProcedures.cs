using Floe.Engine.Compaction;
using Floe.Engine.Queries;
using Floe.Engine.Running.Altering;
using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Parsing;
using Floe.Engine.Syntax.Parsing.Altering;
using Floe.Engine.Syntax.Statements;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running.Procedures;

/// <summary>Procedures that write data and delete files anew.</summary>
internal static class RewriteProcedures
{
    public static async Task<ProcedureAnswer> DataFilesAsync(ProcedureCall call, CancellationToken cancellationToken)
    {
        var (arguments, context) = (call.Arguments, call.Context);
        var options = RewriteOptions.Apply(
            await StrategyAsync(call, cancellationToken), await arguments.MapAsync("options", cancellationToken), arguments.PositionOf("options")) with
        {
            Where = await FilterAsync(call, cancellationToken),
            SnapshotProperties = context.Options.SnapshotProperties,
        };
        try
        {
            var result = await new CompactionRun(context.Duck, context.Tables, call.Table, options, context.Log).RunAsync(cancellationToken);
            return new ProcedureAnswer(ProcedureResult.Of(
                [
                    ProcedureResult.Int("rewritten_data_files_count"), ProcedureResult.Int("added_data_files_count"), ProcedureResult.Long("rewritten_bytes_count"),
                    ProcedureResult.Int("failed_data_files_count"), ProcedureResult.Int("removed_delete_files_count"),
                ],
                [[result.RewrittenFiles, result.AddedFiles, result.RewrittenBytes, result.FailedFiles, result.RemovedDeleteFiles]]))
            {
                SnapshotId = result.SnapshotIds.Count > 0 ? result.SnapshotIds[^1] : null,
                Note = result.SnapshotIds.Count == 0 ? "nothing was to do" : null,
            };
        }
        catch (ArgumentException e) when (e is not ArgumentNullException)
        {
            throw new SqlError(e.Message, arguments.PositionOf("options"), e);
        }
    }

    private static async Task<CompactionOptions> StrategyAsync(ProcedureCall call, CancellationToken cancellationToken)
    {
        var arguments = call.Arguments;
        var strategy = (await arguments.TextAsync("strategy", cancellationToken))?.ToLowerInvariant();
        var order = await arguments.TextAsync("sort_order", cancellationToken);
        if (strategy is not (null or "binpack" or "sort"))
            throw new SqlError($"'{strategy}' is not a strategy: it can be 'binpack' or 'sort'. A Z-order is strategy => 'sort', sort_order => 'zorder(a, b)'.", arguments.PositionOf("strategy"));
        if (strategy == "binpack" && order is not null)
            throw new SqlError("The strategy binpack does not sort. Use strategy => 'sort', or remove sort_order.", arguments.PositionOf("sort_order"));
        if (order is null)
            return new CompactionOptions { Strategy = strategy == "sort" ? CompactionStrategy.Sort : CompactionStrategy.BinPack };
        return Parse(call, order, arguments.PositionOf("sort_order"));
    }

    private static CompactionOptions Parse(ProcedureCall call, string order, SourcePosition position)
    {
        var cursor = new TokenCursor([.. Lexer.All(order, position)]);
        if (cursor.Is("zorder") && cursor.Peek().IsSymbol("("))
        {
            cursor.Take();
            var columns = ColumnParser.ParseNames(cursor).Select(column => string.Join('.', column.Parts)).ToList();
            cursor.ExpectEnd();
            return new CompactionOptions { Strategy = CompactionStrategy.ZOrder, ZOrderColumns = columns };
        }
        var terms = WriteOrderParser.ParseOrder(cursor);
        cursor.ExpectEnd();
        return new CompactionOptions { Strategy = CompactionStrategy.Sort, SortOrder = [.. terms.Select(term => Field(call.Table.Metadata.CurrentSchema, term, position))] };
    }

    private static SortField Field(Schema schema, OrderSyntax term, SourcePosition position)
    {
        var field = schema.FindField(term.Term.Column, caseSensitive: false) ?? throw new SqlError($"The sort order names '{term.Term.Column}', which is no column of the table.", position);
        var transform = Transforms.Of(term.Term);
        return field.Type.IsPrimitive && transform.CanTransform(field.Type) && !schema.IsInsideCollection(field.Id)
            ? new SortField(field.Id, transform, term.Direction, term.Nulls)
            : throw new SqlError($"The table cannot be sorted by {transform} of '{term.Term.Column}'.", position);
    }

    /// <summary>Files are chosen by what is understood of the condition; if nothing is, it would be all of them.</summary>
    private static async Task<Predicate?> FilterAsync(ProcedureCall call, CancellationToken cancellationToken)
    {
        if (await call.Arguments.TextAsync("where", cancellationToken) is not { } text)
            return null;
        var position = call.Arguments.PositionOf("where");
        var condition = Lexer.All(text, position).SkipLast(1).ToList();
        if (condition.Count == 0)
            throw new SqlError("The argument 'where' is empty.", position);
        await using var inputs = call.Context.NewInputs();
        const string Target = "floe_rewritten";
        var query = new QueryDraft(position).Add($"SELECT 1 FROM {Target} AS {QueryDraft.Name(call.Reference.Identifier.Name)} WHERE").AddCondition(new QuerySyntax(condition)).ToSyntax();
        return await call.Context.Binder.FilterAsync(query, Target, call.Table.Metadata.CurrentSchema, new HashSet<string> { Target }, inputs, cancellationToken)
            ?? throw new SqlError($"Files cannot be chosen by the condition {text}. Use comparisons of columns with values, IN, BETWEEN, IS NULL and LIKE 'prefix%'.", position);
    }
}
